"""Del árbol de maqueta a los bytes de un archivo; no saben de planes ni de formatos."""
