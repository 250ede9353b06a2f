"""Lo que de unos datos no se publica: correos, teléfonos y notas; y las cédulas, que se avisan."""
