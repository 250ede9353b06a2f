"""Una parte del documento puesta en una hoja de cálculo."""
