"""Accounts: signing in, the second factor, groups, and forms kept over a sign-in."""
