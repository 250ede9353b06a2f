"""Los modelos: la forma del contrato de datos, una tabla por cada cosa."""
