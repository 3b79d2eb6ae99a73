"""What the directory says: reading it, refusing what is wrong, and what is published."""
