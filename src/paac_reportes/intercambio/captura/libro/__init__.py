"""El libro que se le entrega a una oficina."""
