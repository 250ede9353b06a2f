"""Un membrete con los huecos de sus encabezados y pies llenos."""

from datetime import date
from typing import Any

from paac_reportes.composicion.cuerpo.composicion import enlaces_nuevos
from paac_reportes.composicion.cuerpo.llenado import Ambito, Llenado
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.formatos.cuerpo.lectura import armar
from paac_reportes.formatos.cuerpo.plano import Pone
from paac_reportes.formatos.cuerpo.revision import mirar_membrete
from paac_reportes.formatos.membrete import leer_membrete
from paac_reportes.maqueta.documento import Membrete


def membrete_lleno(
    membrete: Membrete,
    tema: str,
    contenido: Any,
    corte: date | None,
    redaccion: RedaccionDePlantilla,
) -> Membrete:
    """El membrete, con los datos de un contenido en sus huecos."""
    mirado = mirar_membrete(membrete, tema)
    llenado = Llenado(mirado, contenido=contenido, corte=corte, filas=(), poner=_nada_se_pone)
    partes = [parte for parte in mirado.planos if parte != mirado.paquete.principal]
    llenas = {parte: llenado.parte(parte, redaccion) for parte in partes}
    nuevas: dict[str, Any] = {parte: raiz for parte, (raiz, _) in llenas.items()}
    for parte, (raiz, en_parte) in llenas.items():
        nuevas |= dict(enlaces_nuevos(mirado, parte, en_parte, raiz))
    fallas: list[Falla] = []
    lleno = leer_membrete(armar(mirado.paquete, nuevas), "membrete", fallas)
    if lleno is None:
        raise ErrorDeFormato(fallas)
    return lleno


def _nada_se_pone(nodo: Pone, _ambito: Ambito) -> int:
    """La revisión no deja poner bloques en un membrete."""
    raise ValueError(nodo.nombre)
