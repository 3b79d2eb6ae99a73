"""Open Referral: our listings as the national standard says them, and other feeds as drafts."""
