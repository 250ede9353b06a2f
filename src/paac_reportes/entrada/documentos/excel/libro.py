"""Un libro de Excel: sus hojas en el orden de sus pestañas."""

import re
from collections.abc import Iterator

from paac_reportes.entrada.documentos.excel.cadenas import compartidos
from paac_reportes.entrada.documentos.excel.cuadricula import Hoja
from paac_reportes.entrada.documentos.excel.cupo import Cupo
from paac_reportes.entrada.documentos.excel.encabezados import textos_impresos
from paac_reportes.entrada.documentos.excel.estilos import EstiloDeCelda, estilos
from paac_reportes.entrada.documentos.excel.hoja import HojaCruda, leer_hoja
from paac_reportes.entrada.documentos.excel.valores.celdas import Lector
from paac_reportes.entrada.documentos.paquete.apuntes import Apuntes
from paac_reportes.entrada.documentos.paquete.partes import Partes, Relacion
from paac_reportes.entrada.documentos.paquete.propiedades import propiedades
from paac_reportes.entrada.documentos.paquete.xml import Elemento, R, S, entero
from paac_reportes.entrada.documentos.visto import DocumentoVisto, ParteVista, letras
from paac_reportes.sistema import IlegibleError

_TITULOS = re.compile(r"(?:^|,)(?:'(?:[^']|'')*'|[^',!]+)!\$([0-9]{1,7}):\$([0-9]{1,7})$")
_LARGO = 500
_HOJAS = 1000


def ver_libro(partes: Partes, principal: str, raiz: Elemento) -> DocumentoVisto:
    """Lo que se ve de un libro; ``IlegibleError`` si no se deja leer."""
    return _Libro(partes, principal, raiz).ver()


class _Libro:
    def __init__(self, partes: Partes, principal: str, raiz: Elemento) -> None:
        self._partes = partes
        self._raiz = raiz
        self._relaciones = partes.relaciones(principal)
        self._apuntes = Apuntes()
        self._cupo = Cupo()
        self._impresos: dict[str, None] = {}
        opciones = raiz.find(f"{S}workbookPr")
        desde_1904 = opciones is not None and opciones.get("date1904") in ("1", "true", "on")
        self._lector = Lector(self._textos(), self._estilos(principal), desde_1904=desde_1904)
        self._titulos = dict(self._de_titulos())

    def ver(self) -> DocumentoVisto:
        hojas = self._raiz.findall(f"{S}sheets/{S}sheet")
        if not hojas:
            raise IlegibleError("es un libro de Excel sin hojas")
        if len(hojas) > _HOJAS:
            raise IlegibleError(f"tiene {len(hojas)} hojas; se leen libros de hasta {_HOJAS}")
        vistas = tuple(self._ver_hoja(hoja, orden) for orden, hoja in enumerate(hojas))
        if self._lector.perdidas:
            self._apuntes.anotar(
                "documento_danado",
                "",
                f"{self._lector.perdidas} celdas nombran un texto que el libro no trae; salen en"
                " blanco",
            )
        return DocumentoVisto(
            tipo="xlsx",
            partes=vistas,
            encabezados=tuple(self._impresos),
            propiedades=propiedades(self._partes),
            avisos=self._apuntes.avisos(),
        )

    def _textos(self) -> list[str]:
        parte = self._parte_de_clase("sharedStrings", "xl/sharedStrings.xml")
        return compartidos(self._partes.trozos(parte), parte) if parte else []

    def _estilos(self, principal: str) -> tuple[EstiloDeCelda, ...]:
        try:
            return estilos(self._partes.de_clase(principal, "styles", "xl/styles.xml"))
        except IlegibleError as error:
            self._apuntes.anotar("documento_danado", "", f"sus estilos no se dejan leer: {error}")
            return ()

    def _parte_de_clase(self, clase: str, si_no: str) -> str:
        for relacion in self._relaciones.values():
            if relacion.clase == clase and relacion.parte in self._partes:
                return relacion.parte
        return si_no if si_no in self._partes else ""

    def _ver_hoja(self, hoja: Elemento, orden: int) -> ParteVista:
        nombre = hoja.get("name", "")
        lugar = f"hoja «{nombre}»"
        oculta = hoja.get("state", "visible") != "visible"
        relacion = self._relacion(hoja, orden)
        if relacion is None or relacion.clase != "worksheet":
            que = "no está en el archivo" if relacion is None else "no es de celdas: es un gráfico"
            self._apuntes.anotar("contenido_aparte", lugar, que)
            return ParteVista(nombre=nombre, oculta=oculta, bloques=())
        cruda = leer_hoja(self._partes.trozos(relacion.parte), relacion.parte, self._cupo)
        for impreso in cruda.impresos:
            self._impresos.update(dict.fromkeys(textos_impresos(impreso)))
        self._decir(cruda, lugar)
        titulos = self._titulos.get(orden, (-1, -1))
        armar = Hoja(lugar, titulos, self._lector, self._cupo, self._apuntes)
        tabla = armar.tabla(cruda)
        return ParteVista(nombre=nombre, oculta=oculta, bloques=(tabla,) if tabla else ())

    def _relacion(self, hoja: Elemento, orden: int) -> Relacion | None:
        """La parte de una hoja; sin relaciones, donde todos los programas la ponen."""
        nombrada = self._relaciones.get(hoja.get(f"{R}id", ""))
        if nombrada is not None and nombrada.parte in self._partes:
            return nombrada
        parte = f"xl/worksheets/sheet{orden + 1}.xml"
        return (
            Relacion("worksheet", parte) if not self._relaciones and parte in self._partes else None
        )

    def _decir(self, cruda: HojaCruda, lugar: str) -> None:
        if cruda.perdidas:
            self._apuntes.anotar(
                "documento_danado", lugar, "nombra celdas que no existen en una hoja; no se leyeron"
            )
        for fila, columna in cruda.sin_resultado:
            self._apuntes.anotar(
                "formula_sin_resultado",
                f"{lugar}, celda {letras(columna)}{fila + 1}",
                "es una fórmula sin su resultado; abra el libro en Excel y guárdelo",
            )

    def _de_titulos(self) -> Iterator[tuple[int, tuple[int, int]]]:
        for nombre in self._raiz.iterfind(f"{S}definedNames/{S}definedName"):
            texto = nombre.text or ""
            hallado = _TITULOS.search(texto) if len(texto) < _LARGO else None
            if nombre.get("name") == "_xlnm.Print_Titles" and hallado:
                yield (
                    entero(nombre.get("localSheetId"), -1),
                    (int(hallado[1]) - 1, int(hallado[2]) - 1),
                )
