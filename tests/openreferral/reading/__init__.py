"""Reading other directories' feeds, tested through the door that importing uses."""
