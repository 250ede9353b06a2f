"""Lo que un formato promete y se comprueba antes de usarlo."""
