"""Los campos de formulario que Word traía antes de los controles: sus casillas y sus listas."""

from paac_reportes.opc.xml import Elemento, W, encendido, entero


def de_formulario(marca: Elemento) -> str:
    """Texto de un campo de formulario viejo: ``☒``, ``☐`` o lo elegido, si no lo que traía."""
    casilla = marca.find(f"{W}ffData/{W}checkBox")
    if casilla is not None:
        puesta = casilla.find(f"{W}checked")
        puesta = casilla.find(f"{W}default") if puesta is None else puesta
        return "☒" if encendido(puesta, f"{W}val") else "☐"
    lista = marca.find(f"{W}ffData/{W}ddList")
    if lista is None:
        return ""
    elegida = lista.find(f"{W}result")
    elegida = lista.find(f"{W}default") if elegida is None else elegida
    orden = 0 if elegida is None else entero(elegida.get(f"{W}val"))
    opciones = [opcion.get(f"{W}val", "") for opcion in lista.iterfind(f"{W}listEntry")]
    return opciones[orden] if 0 <= orden < len(opciones) else ""
