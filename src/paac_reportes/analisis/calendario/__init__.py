"""Cuándo hay que publicar, hacer el seguimiento y reportar: los deberes y los días hábiles."""
