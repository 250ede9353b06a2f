"""Un formato contado a una persona: qué lleva, qué muestra cada columna y de dónde sale."""

from collections.abc import Iterator

from paac_reportes.formatos.definicion.columnas import Columna, que_muestra
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.documento import Pagina
from paac_reportes.textos.valores import lista

_UNIONES = {
    "nunca": "",
    "iguales": "; une las iguales",
    "blancos": "; une los blancos con el texto de arriba",
    "grupo": "; una por grupo",
}
_GUARDA = {"texto": "", "auto": "; en Excel guarda lo que sean sus valores"}
_HOJAS = {
    "dependencia": "una hoja por dependencia",
    "componente": "una hoja por componente",
    "unica": "una sola hoja",
}


def describir(formato: Formato) -> Iterator[str]:
    """Descripción de un formato para la terminal, renglón por renglón."""
    pagina = formato.pagina
    yield f"{formato.codigo}, versión {formato.version}: {formato.nombre}"
    if formato.regimenes:
        yield f"Régimen: {', '.join(formato.regimenes)}"
    if formato.entidad:
        yield f"Hecho para: {formato.entidad.nombre}"
    yield f"Página: {pagina.papel}, {pagina.lado}, {formato.familia} {pagina.tamano}"
    if formato.membrete:
        yield f"Membrete: {'; '.join(map(_pagina_escrita, formato.membrete.paginas))}"
    yield f"Excel: {_HOJAS[formato.libro.hojas]}"
    for nombre, tabla in formato.tablas.items():
        recorre = ", ".join(seccion.recorre for seccion in tabla.secciones)
        yield ""
        yield f"Tabla {nombre} ({recorre})"
        yield from map(_columna, tabla.columnas)


def _pagina_escrita(pagina: Pagina) -> str:
    lado = "horizontal" if pagina.horizontal else "vertical"
    medidas = f"{pagina.ancho:g} x {pagina.alto:g} mm, {pagina.ancho_util:g} de ancho útil"
    return f"{lado}, {medidas.replace('.', ',')}"


def _columna(columna: Columna) -> str:
    """Renglón de una columna: ancho, dato, rótulo, si une, marca y qué guarda en Excel."""
    guarda = _GUARDA.get(columna.guarda, f"; en Excel guarda {columna.guarda}")
    rotulo = " / ".join(columna.rotulo)
    union = _UNIONES[columna.une]
    marca = f"; {columna.marca} si es {lista(columna.cuando)}" if columna.marca else ""
    muestra = f"{que_muestra(columna):<32}"
    return f"  {_ancho(columna)}  {muestra} {rotulo}{union}{marca}{guarda}"


def _ancho(columna: Columna) -> str:
    """``  12 %``, o ``  auto`` con sus límites."""
    if columna.ancho != "auto":
        return f"{columna.ancho:>5} %"
    desde = f" de {columna.minimo}" if columna.minimo is not None else ""
    hasta = f" a {columna.maximo}" if columna.maximo is not None else ""
    limites = f"{desde}{hasta} %" if desde or hasta else ""
    return f"   auto{limites}"
