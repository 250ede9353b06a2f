"""Lo que un informe dice con palabras: cada frase, con el número que la sostiene."""
