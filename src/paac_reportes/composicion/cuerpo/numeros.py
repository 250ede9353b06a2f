"""Lo que en un Word lleno se deja como Word lo pide: números de uno solo y párrafos debidos."""

from paac_reportes.formatos.cuerpo.alrededor import DESCRITOS, ENLACE
from paac_reportes.formatos.cuerpo.plano import CAMBIA
from paac_reportes.opc.xml import Elemento, R, W

_EMPIEZA, _TERMINA, _ID = f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}id"
_TABLA, _FILA, _CELDA, _P = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"
_ESPACIOS = {"w": W[1:-1], "r": R[1:-1]}
_PIDEN_PARRAFO = {
    *(_CELDA, f"{W}hdr", f"{W}ftr", f"{W}txbxContent", f"{W}footnote", f"{W}endnote"),
}
PUESTO = "{urn:paac-reportes}puesto"
SIN_DIRECCION = "paacSinDireccion"
"""Clave de la relación de un enlace que quedó sin a dónde ir."""


class Numeros:
    """Los números que ya tienen dueño en un documento."""

    def __init__(self) -> None:
        self.marcas = 0
        self._de_dibujos: set[str] = set()

    def terminar(self, raiz: Elemento) -> None:
        """Deja una parte llena como Word la pide."""
        cambiados = raiz.xpath(f"//*[@{CAMBIA}]")
        for contenedor in sorted(cambiados, key=lambda elemento: elemento.tag != _TABLA):
            del contenedor.attrib[CAMBIA]
            _con_parrafos_debidos(contenedor)
        for enlace in raiz.xpath(f"//*[@r:id='{SIN_DIRECCION}']", namespaces=_ESPACIOS):
            for hijo in [*enlace] if enlace.tag == ENLACE else ():  # queda su texto
                enlace.addprevious(hijo)
            enlace.getparent().remove(enlace)
        self._de_los_marcadores(raiz)
        for dibujo in raiz.iter(DESCRITOS):
            while dibujo.get("id") in self._de_dibujos:
                dibujo.set("id", str(len(self._de_dibujos) + 1_000))
            self._de_dibujos.add(dibujo.get("id"))

    def _de_los_marcadores(self, raiz: Elemento) -> None:
        """Da a cada marcador del Word su número; los de los datos ya lo traen."""
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
