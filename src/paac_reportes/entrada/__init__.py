"""De una fuente a un diccionario y de ahí, por ``estructura``, a un ``Plan``."""
