"""Los mapas de riesgos: leerlos y hacerlos."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import comprobar_carpeta
from paac_reportes.errores import avisar

if TYPE_CHECKING:
    from paac_reportes.lectura.archivos import Origen
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.sistema import Carpeta


def leer_mapa(origen: "Origen", *, carpeta: "Carpeta | None" = None) -> "MapaDeRiesgos":
    """Lee un mapa de riesgos de un JSON o un YAML, por su ruta o ya abierto.

    El archivo es ``{version_contrato: 3, mapa: {…}}``. Las imágenes que nombre (el escudo, una
    firma) están junto a él o en ``carpeta``. Lanza ``ErrorDeEntrada`` con todas las fallas, cada
    una con su ruta. Lo que conviene revisar de la entidad (su NIT, su DIVIPOLA) sale como
    ``AvisoPaac``.
    """
    from paac_reportes.lectura import mapas
    from paac_reportes.normativa.normas import avisos_de

    comprobar_carpeta("carpeta", carpeta)
    with registrado("mapa.leido") as hecho:
        mapa = mapas.leer_mapa(origen, carpeta)
        avisos = tuple(avisos_de(mapa))
        hecho |= {"tipo": "datos", "avisos": len(avisos)}
    avisar(avisos)
    return mapa


def mapa_desde_datos(datos: Mapping[str, Any]) -> "MapaDeRiesgos":
    """El mapa de un diccionario: como va en su archivo, o sólo lo que va bajo ``mapa``.

    Lanza ``ErrorDeEntrada`` con todas las fallas. ``mapa_desde_datos(datos_de(mapa)) == mapa``.
    """
    from paac_reportes.lectura import mapas
    from paac_reportes.normativa.normas import avisos_de

    mapa = mapas.mapa_de(datos)
    avisar(avisos_de(mapa))
    return mapa
