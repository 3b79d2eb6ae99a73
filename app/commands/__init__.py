"""Parts of the `reachin` command that are long enough for a module of their own."""
