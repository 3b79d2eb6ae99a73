"""Opening times, tested through the door other rooms use."""
