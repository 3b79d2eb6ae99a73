"""What planners do with the listings: import, compare, write back. Families never come here."""
