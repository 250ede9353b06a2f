"""Las matrices que hizo otro, entendidas por sus rótulos."""
