"""El texto de un párrafo de Word, como se lee en la página."""

from collections.abc import Callable

from paac_reportes.entrada.documentos.paquete.apuntes import Apuntes
from paac_reportes.entrada.documentos.paquete.xml import MC, Elemento, W, encendido, entero, hijo
from paac_reportes.entrada.documentos.word.estilos import Estilos, negrita_de
from paac_reportes.entrada.documentos.word.numeracion import Numeracion

_VAL = f"{W}val"
_TEXTO = f"{W}t"
_TRAMO = f"{W}r"
_SALTO = f"{W}br"
_PROPIEDADES = f"{W}rPr"
_DEL_PARRAFO = f"{W}pPr"
_ESTILO = f"{W}pStyle"
_NUMERO = f"{W}numPr"
_ALTERNATIVA = f"{MC}AlternateContent"
_CUADRO = f"{W}txbxContent"
FIJOS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
"""Lo que se escribe con un elemento y no con letras."""
_ENVOLTURAS = frozenset(
    f"{W}{nombre}" for nombre in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
_NUEVO = frozenset({f"{W}ins", f"{W}moveTo"})
_VIEJO = frozenset({f"{W}del", f"{W}moveFrom"})
_CON_CUADRO = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SIGNOS = {0xB7: "•", 0xA7: "▪", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xD8: "➢"}
"""De las letras de dibujos (Wingdings y Symbol), las que suelen ir en un plan."""


class Parrafos:
    """Quien los lee: sabe qué campos vienen abiertos de los de antes y qué conviene decir."""

    def __init__(self, estilos: Estilos, numeracion: Numeracion, apuntes: Apuntes) -> None:
        self._estilos = estilos
        self._numeracion = numeracion
        self._apuntes = apuntes
        self._campos: list[bool] = []
        """De cada campo abierto, si aún va por su instrucción, que no se ve."""
        self._trozos: list[str] = []
        self._base = self._corriente = bool(estilos.de(None).negrita)
        self._negrita = True
        self._numero: Elemento | None = None
        self.numero = ""
        """El que Word le pone al último párrafo leído."""
        self.lugar: Callable[[], str] = str
        """Dónde va, para los avisos: se escribe sólo si hace falta."""
        self._clases: dict[str, Callable[[Elemento], None]] = {
            _TRAMO: self._tramo,
            _DEL_PARRAFO: self._propiedades,
            _ALTERNATIVA: self._alternativa,
            f"{W}sdt": self._control,
            f"{W}ruby": self._con_guia,
            **dict.fromkeys(_ENVOLTURAS, self._recorrer),
            **dict.fromkeys(_NUEVO, self._insertado),
            **dict.fromkeys(_VIEJO, self._borrado),
        }

    def leer(self, parrafo: Elemento) -> tuple[str, bool]:
        """Su texto, y si todo él va en negrita."""
        trozos = self._trozos = []
        self._base = self._corriente
        self._numero = None
        self._negrita = True
        self._recorrer(parrafo)
        self.numero = "" if self._numero is None else self._numeracion.siguiente(self._numero)
        return "".join(trozos), self._negrita and bool(trozos)

    def leer_numerado(self, parrafo: Elemento) -> tuple[str, bool]:
        """Lo mismo, con el número que Word le pone; el código de una actividad suele ir así."""
        texto, negrita = self.leer(parrafo)
        if not self.numero:
            return texto, negrita
        return f"{self.numero} {texto}".rstrip(), negrita

    def apartar_campos(self) -> list[bool]:
        """Los campos abiertos, que una celda no continúa: se devuelven con ``seguir``."""
        campos, self._campos = self._campos, []
        return campos

    def seguir(self, campos: list[bool]) -> None:
        """Vuelve a los campos que estaban abiertos antes de la celda."""
        self._campos = campos

    def _recorrer(self, elemento: Elemento) -> None:
        clases = self._clases
        for uno in elemento:
            clase = uno.tag
            if clase == _TRAMO:
                self._tramo(uno)
            else:
                clases.get(clase, self._otro)(uno)

    def _propiedades(self, propiedades: Elemento) -> None:
        for una in propiedades:
            if una.tag == _ESTILO:
                estilo = self._estilos.de(una.get(_VAL))
                self._base = bool(estilo.negrita)
                self._numero = estilo.numeracion
            elif una.tag == _NUMERO:
                self._numero = una

    def _otro(self, elemento: Elemento) -> None:
        """Lo que no es un tramo: una fórmula se lee de corrido; lo demás no lleva texto."""
        if elemento.tag.endswith(("}oMath", "}oMathPara")):
            self._poner("".join(elemento.itertext("{*}t")))

    def _tramo(self, tramo: Elemento) -> None:
        negrita = self._base
        for uno in tramo:
            clase = uno.tag
            if clase == _TEXTO:
                if uno.text:
                    self._poner(uno.text, negrita=negrita)
            elif clase == _PROPIEDADES:
                if encendido(uno.find(f"{W}vanish"), _VAL):
                    return
                negrita = self._negrita_de(uno)
            else:
                self._dentro_del_tramo(uno, clase)

    def _negrita_de(self, propiedades: Elemento) -> bool:
        propia = negrita_de(propiedades)
        estilo = hijo(propiedades, f"{W}rStyle")
        if propia is None and estilo is not None:
            propia = self._estilos.de(estilo.get(_VAL)).negrita
        return self._base if propia is None else propia

    def _dentro_del_tramo(self, uno: Elemento, clase: str) -> None:
        if clase in FIJOS:
            self._poner(FIJOS[clase])
        elif clase == _SALTO:
            self._poner("\n" if uno.get(f"{W}type", "textWrapping") == "textWrapping" else "")
        elif clase == f"{W}fldChar":
            self._campo(uno.get(f"{W}fldCharType"))
        elif clase == f"{W}sym":
            self._poner(_signo(uno))
        elif clase in _CON_CUADRO:
            self._cuadro(uno)
        elif clase in self._clases and clase != _TRAMO:
            self._clases[clase](uno)

    def _poner(self, texto: str, *, negrita: bool | None = None) -> None:
        if self._campos and any(self._campos):
            return
        if "\n" in texto and texto != "\n":
            texto = texto.replace("\n", " ")  # un salto dentro del XML no es un renglón
        self._trozos.append(texto)
        if negrita is False and texto.strip():
            self._negrita = False

    def _campo(self, clase: str | None) -> None:
        if clase == "begin":
            self._campos.append(True)
        elif self._campos and clase == "separate":
            self._campos[-1] = False
        elif self._campos and clase == "end":
            self._campos.pop()

    def _alternativa(self, alternativa: Elemento) -> None:
        """De lo mismo dicho de varios modos, uno solo."""
        for modo in alternativa:
            if modo.tag in (f"{MC}Choice", f"{MC}Fallback"):
                if any(uno.tag in self._clases for uno in modo):
                    self._recorrer(modo)
                else:
                    self._tramo(modo)
                return

    def _control(self, control: Elemento) -> None:
        """Un control de contenido; el que aún muestra su indicación está en blanco."""
        if not encendido(control.find(f"{W}sdtPr/{W}showingPlcHdr"), _VAL):
            contenido = control.find(f"{W}sdtContent")
            if contenido is not None:
                self._recorrer(contenido)

    def _con_guia(self, guia: Elemento) -> None:
        base = guia.find(f"{W}rubyBase")
        if base is not None:
            self._recorrer(base)

    def _insertado(self, elemento: Elemento) -> None:
        self._apuntes.anotar(
            "cambios_sin_aceptar", self.lugar(), "trae texto insertado sin aceptar; se leyó"
        )
        self._recorrer(elemento)

    def _borrado(self, elemento: Elemento) -> None:
        if next(elemento.iter(f"{W}delText", _TEXTO), None) is not None:
            self._apuntes.anotar(
                "cambios_sin_aceptar", self.lugar(), "trae texto borrado sin aceptar; no se leyó"
            )

    def _cuadro(self, dibujo: Elemento) -> None:
        cuadro = next(dibujo.iter(_CUADRO), None)
        if cuadro is not None and (texto := "".join(cuadro.itertext(_TEXTO)).strip()):
            corto = texto if len(texto) <= 60 else f"{texto[:60]}…"  # noqa: PLR2004 - letras
            self._apuntes.anotar(
                "contenido_aparte",
                self.lugar(),
                f"trae un cuadro de texto, que no se lee: «{corto}»",
            )


def _signo(elemento: Elemento) -> str:
    try:
        numero = int(elemento.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if 0xF000 <= numero <= 0xF0FF:  # noqa: PLR2004 - la zona propia de esas letras
        return _SIGNOS.get(numero - 0xF000, chr(numero))
    return chr(numero) if 0 < numero < 0xD800 else ""  # noqa: PLR2004 - donde empiezan los pares


def nivel_propio(parrafo: Elemento) -> int | None:
    """El nivel de esquema que el párrafo dice por sí mismo, sin su estilo; 10 si es cuerpo."""
    esquema = parrafo.find(f"{W}pPr/{W}outlineLvl")
    return None if esquema is None else entero(esquema.get(_VAL), 9) + 1
