"""Lo que en un Word lleno se deja como Word lo pide: números de uno solo y párrafos debidos."""

from copy import deepcopy
from itertools import count

from paac_reportes.formatos.cuerpo.alrededor import DESCRITOS
from paac_reportes.formatos.cuerpo.plano import CAMBIA
from paac_reportes.opc.xml import Elemento, W, entero

_EMPIEZA, _TERMINA, _ID = f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}id"
_TABLA, _FILA, _CELDA, _P = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"
_ESPACIOS = {"w": W[1:-1]}
_PIDEN_PARRAFO = {
    *(_CELDA, f"{W}hdr", f"{W}ftr", f"{W}txbxContent", f"{W}footnote", f"{W}endnote"),
}
PUESTO = "{urn:paac-reportes}puesto"


class Numeros:
    """Los números que ya tienen dueño en un documento."""

    def __init__(self) -> None:
        self.marcas = 0
        self._nombres: set[str] = set()
        self._de_dibujos: set[str] = set()

    def terminar(self, raiz: Elemento) -> None:
        """Deja una parte llena como Word la pide."""
        cambiados = raiz.xpath(f"//*[@{CAMBIA}]")
        for contenedor in sorted(cambiados, key=lambda elemento: elemento.tag != _TABLA):
            del contenedor.attrib[CAMBIA]
            _con_parrafos_debidos(contenedor)
        self._de_los_marcadores(raiz)
        for dibujo in raiz.iter(DESCRITOS):
            while dibujo.get("id") in self._de_dibujos:
                dibujo.set("id", str(len(self._de_dibujos) + 1_000))
            self._de_dibujos.add(dibujo.get("id"))

    def _de_los_marcadores(self, raiz: Elemento) -> None:
        """Da a cada marcador del Word su número; el de una copia se va, y los de datos lo traen."""
        abiertos: dict[str, Elemento] = {}
        sobran: list[Elemento] = []
        for marca in raiz.xpath(_SIN_NUMERO, namespaces=_ESPACIOS):
            abierta = abiertos.pop(marca.get(_ID), None)
            if marca.tag == _EMPIEZA:
                sobran += [] if abierta is None else [abierta]
                abiertos[marca.get(_ID)] = marca
            elif abierta is None:
                sobran.append(marca)
            else:
                self.marcas += 1
                for lado in (abierta, marca):
                    lado.set(_ID, str(self.marcas))
                es_de_copia = abierta.get(f"{W}name") in self._nombres
                sobran += [abierta, marca] * es_de_copia
                self._nombres.add(abierta.get(f"{W}name"))
        for marca in (*sobran, *abiertos.values()):  # un lado sin el otro
            marca.getparent().remove(marca)


_SIN_NUMERO = "//w:bookmarkStart[starts-with(@w:id,'e')] | //w:bookmarkEnd[starts-with(@w:id,'e')]"


def _con_parrafos_debidos(contenedor: Elemento) -> None:
    """Agrega los párrafos que Word pide: entre dos tablas y al final de una celda."""
    if contenedor.tag == _TABLA and contenedor.find(_FILA) is None:  # sin filas no es una tabla
        contenedor.getparent().remove(contenedor)
    for tabla in contenedor.findall(_TABLA):
        siguiente = tabla.getnext()
        if siguiente is None or siguiente.tag in {_TABLA, f"{W}sectPr"}:
            tabla.addnext(contenedor.makeelement(_P))
    dice_algo = any(hijo.tag in {_P, _TABLA, PUESTO} for hijo in contenedor)
    es_celda_sin_final = contenedor.tag == _CELDA and contenedor[-1].tag != _P
    if contenedor.tag in _PIDEN_PARRAFO and (es_celda_sin_final or not dice_algo):
        contenedor.append(contenedor.makeelement(_P))


def repartir_notas(documento: Elemento, notas: Elemento, llama: str) -> None:
    """Deja una nota por llamada: de la que se repite, una copia, y ninguna de la que nadie llama.

    ``llama``: la clase del elemento que la llama.
    """
    de_clave = {nota.get(_ID): nota for nota in notas if not nota.get(f"{W}type")}
    libres = count(max((entero(nota.get(_ID)) for nota in notas), default=0) + 1)
    usadas: set[str | None] = set()
    for llamada in documento.iter(llama):
        clave = llamada.get(_ID)
        if clave in usadas and clave in de_clave:
            copia, nueva = deepcopy(de_clave[clave]), str(next(libres))
            notas.append(copia)
            for lado in (llamada, copia):
                lado.set(_ID, nueva)
        usadas.add(clave)
    for clave in de_clave.keys() - usadas:
        notas.remove(de_clave[clave])
