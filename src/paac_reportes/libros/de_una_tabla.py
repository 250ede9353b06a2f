"""Un libro de una sola tabla, con tipos y filtro: unas cuentas, los deberes de un año."""

from collections.abc import Mapping, Sequence
from typing import Any

from paac_reportes.composicion.datos import hoja_de
from paac_reportes.errores import Aviso
from paac_reportes.escritores import xlsx
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.libros.captura.libro import estilos
from paac_reportes.maqueta.documento import Documento, Metadatos
from paac_reportes.textos.limpieza import texto_limpio


def libro_de_tabla(
    titulo: str, hoja: str, rotulos: Mapping[str, str], filas: Sequence[Mapping[str, Any]]
) -> tuple[bytes, tuple[Aviso, ...]]:
    """Los bytes del ``.xlsx`` y lo que en él no quedó a la letra; ``rotulos``, por su clave."""
    avisos: list[Aviso] = []

    def celda(valor: Any) -> Any:
        return texto_limpio(valor, "", avisos) if isinstance(valor, str) else valor

    columnas = {
        rotulo: tuple(celda(fila[clave]) for fila in filas) for clave, rotulo in rotulos.items()
    }
    documento = Documento(
        metadatos=Metadatos(titulo=titulo),
        estilos=estilos(),
        partes=(),
        hojas_de_datos=(hoja_de(hoja, columnas),),
    )
    return xlsx.escribir(documento, Escritura()), tuple(avisos)
