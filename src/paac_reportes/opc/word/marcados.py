"""Los datos que un documento trae entre marcadores nuestros, y dónde se ven."""

from collections.abc import Iterator

from paac_reportes.opc.visto import PREFIJO_DE_MARCA, DatoMarcado
from paac_reportes.opc.word.envolturas import desenvueltos
from paac_reportes.opc.xml import MC, Elemento, W, entero

_PREFIJO = f"{PREFIJO_DE_MARCA}h"
_ABIERTOS_A_LA_VEZ = 8
"""Los nuestros no van uno dentro de otro; lo que alguien movió, poco."""
_SIGNOS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}noBreakHyphen": "-",
}
_AJENOS = frozenset(
    {f"{MC}Fallback", *(f"{W}{cual}" for cual in ("del", "moveFrom", "pPr", "rPr", "sdtPr"))}
)
_PARRAFO, _TABLA, _FILA, _CELDA = (f"{W}{cual}" for cual in ("p", "tbl", "tr", "tc"))
_EMPIEZA, _TERMINA = f"{W}bookmarkStart", f"{W}bookmarkEnd"


class Marcados:
    """Textos entre marcadores de un cuerpo, aunque vayan en varios párrafos."""

    def __init__(self) -> None:
        self._abiertos: dict[str, tuple[str, str, list[str]]] = {}

    def de(self, cuerpo: Elemento) -> Iterator[DatoMarcado]:
        """Datos marcados del cuerpo, en el orden en que terminan."""
        parrafos = tablas = 0
        for bloque in desenvueltos(cuerpo):
            if bloque.tag == _TABLA:
                tablas += 1
                yield from self._tabla(bloque, f"tabla {tablas}")
            else:
                parrafos += bloque.tag == _PARRAFO
                yield from self._dentro(bloque, f"párrafo {parrafos}")

    def _tabla(self, tabla: Elemento, lugar: str) -> Iterator[DatoMarcado]:
        """Datos marcados en las celdas de una tabla, con su fila y su columna."""
        numero = 0
        for fila in desenvueltos(tabla):
            if fila.tag != _FILA:
                yield from self._dentro(fila, lugar)
                continue
            numero, columna = numero + 1, 1
            for nodo in desenvueltos(fila):
                yield from self._dentro(nodo, f"{lugar}, fila {numero}, columna {columna}")
                if nodo.tag == _CELDA:
                    ancho = nodo.find(f"{W}tcPr/{W}gridSpan")
                    columna += 1 if ancho is None else max(entero(ancho.get(f"{W}val")), 1)

    def _dentro(self, elemento: Elemento, lugar: str) -> Iterator[DatoMarcado]:
        """Recorre un elemento: abre y cierra marcas, y da a las abiertas el texto de él."""
        if elemento.tag == _EMPIEZA:
            self._abrir(elemento, lugar)
        elif elemento.tag == _TERMINA:
            yield from self._cerrar(elemento)
        elif elemento.tag == f"{W}t" or elemento.tag in _SIGNOS:
            self._decir(_SIGNOS.get(elemento.tag) or elemento.text or "")
        elif elemento.tag not in _AJENOS:
            if elemento.tag == _PARRAFO:
                self._decir("\n", si_ya_dice=True)
            for hijo in elemento:
                yield from self._dentro(hijo, lugar)

    def _abrir(self, marca: Elemento, lugar: str) -> None:
        nombre = marca.get(f"{W}name", "")
        if nombre.startswith(_PREFIJO) and len(self._abiertos) < _ABIERTOS_A_LA_VEZ:
            abierto = (nombre.removeprefix(PREFIJO_DE_MARCA), lugar, list[str]())
            self._abiertos[marca.get(f"{W}id", "")] = abierto

    def _cerrar(self, marca: Elemento) -> Iterator[DatoMarcado]:
        abierto = self._abiertos.pop(marca.get(f"{W}id", ""), None)
        if abierto is not None:
            nombre, lugar, trozos = abierto
            yield DatoMarcado(nombre, "".join(trozos), lugar)

    def _decir(self, texto: str, *, si_ya_dice: bool = False) -> None:
        """Suma un texto a cada marca abierta; con ``si_ya_dice``, sólo a las que ya tienen."""
        for _, _, trozos in self._abiertos.values():
            if trozos or not si_ya_dice:
                trozos.append(texto)
