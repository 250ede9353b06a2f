"""Typst, dentro de este proceso: con qué fuentes compone, qué letras no tienen y cómo se llama."""
