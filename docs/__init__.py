"""What README shows, and what stands behind it."""
