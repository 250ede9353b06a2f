"""La puerta de lo que sale a llenarse y vuelve."""
