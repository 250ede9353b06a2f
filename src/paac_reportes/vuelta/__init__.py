"""Un documento nuestro que vuelve: lo que alguien cambió en él, puesto en su plan."""
