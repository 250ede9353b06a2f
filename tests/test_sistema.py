"""Lo que dice el sistema de archivos, en español."""

import errno

import pytest

from paac_reportes.sistema import por_que_no_se_escribe, por_que_no_se_lee


@pytest.mark.parametrize(
    ("error", "leer", "escribir"),
    [
        (OSError(errno.ENOENT, "x"), "no existe el archivo", "no existe la carpeta"),
        (
            OSError(errno.EACCES, "x"),
            "no hay permiso para leerlo",
            "no hay permiso para escribir ahí",
        ),
        (OSError(errno.EIO, "x"), "el disco o la red fallaron", "el disco o la red fallaron"),
        (OSError(errno.ENOSPC, "x"), "no se deja leer", "no queda espacio en el disco"),
        (OSError(9999, "Weird"), "no se deja leer", "no se pudo escribir"),
        (OSError("Weird"), "no se deja leer", "no se pudo escribir"),
    ],
)
def test_cada_error_tiene_su_motivo(error: OSError, leer: str, escribir: str) -> None:
    numero = f" (error {error.errno} del sistema)" if error.errno in {errno.ENOSPC, 9999} else ""

    assert por_que_no_se_lee(error).removesuffix(numero) == leer
    assert por_que_no_se_escribe(error).removesuffix(numero) == escribir
    assert "Weird" not in por_que_no_se_lee(error) + por_que_no_se_escribe(error)


def test_un_nombre_que_el_sistema_no_admite() -> None:
    assert por_que_no_se_lee(ValueError("embedded null byte")) == (
        "no se deja leer: el nombre trae un carácter que el sistema no admite"
    )
