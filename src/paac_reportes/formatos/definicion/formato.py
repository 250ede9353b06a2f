"""Un formato oficial tal como se escribe en ``formato.toml`` (docs/formatos.md).

Al final, su papel y sus bloques de página, en términos de la maqueta.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import Any, Literal, get_args

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import (
    ConForma,
    comprobar_coherencia,
    esperado,
    inesperado,
    validar_por_tipo,
)
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.aspecto import AspectoDeFormato
from paac_reportes.formatos.definicion.bloques import (
    BloqueDeFormato,
    BloqueMapaDeCalor,
    BloqueSeccion,
    BloqueTabla,
    BloqueTexto,
    BloqueTitulo,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.definicion.pagina import (
    A_LA_LETRA,
    BloqueDePagina,
    EstiloDeFormato,
    PaginaDeFormato,
    PrimeraDeFormato,
    RepartoEnHojas,
)
from paac_reportes.formatos.definicion.recorridos import (
    PARTES,
    RECORRIDOS,
    Recorrido,
)
from paac_reportes.maqueta.documento import Medio, Membrete, Pagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.rejilla import Celda, CeldaDeFila, Fila, resolver
from paac_reportes.modelo import CodigoDeRegimen, Metodologia
from paac_reportes.modelo.comun import CON_FORMA_DE_DIVIPOLA
from paac_reportes.modelo.metodologia import Periodicidad
from paac_reportes.modelo.temas import claves


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Propiedades:
    """Plantillas de las propiedades del archivo."""

    titulo: str
    asunto: str = ""
    autor: str = "{{ entidad.nombre }}"
    """Autor de los metadatos; otro, para un documento que responde una oficina."""
    palabras_clave: str = ""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class NumeracionDelFormato:
    """Cómo se numera lo que un texto puede nombrar: las tablas y figuras, siempre."""

    titulos: bool = True
    """``1``, ``1.1``, ``1.1.1``, y los anexos con letras."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TextosDeFormato:
    """Textos del formato en lugar de un dato que falta."""

    anexo_aparte: str = "la matriz que acompaña este informe"
    """Donde un texto nombra una parte que su base trae y él no."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class EntidadDelFormato:
    """La entidad para la que se hizo un formato."""

    nombre: str
    """Como la nombra el impreso."""
    divipola: str = attrs.field(validator=CON_FORMA_DE_DIVIPOLA)


def _leer_membrete(datos: object, ruta: str, fallas: list[Falla]) -> Membrete | None:
    """El membrete de un formato; ``None``, con sus fallas en ``fallas``, si no sirve."""
    # Pocos formatos lo traen, y leerlo carga con qué abrir un documento de Word.
    from paac_reportes.formatos.membrete import leer_membrete  # noqa: PLC0415

    return leer_membrete(datos, ruta, fallas)


def _leer_cuerpo(datos: object, ruta: str, fallas: list[Falla]) -> CuerpoEnWord | None:
    """El cuerpo de un formato, si se diseñó en Word; ``None``, con sus fallas, si no sirve."""
    from paac_reportes.formatos.membrete import leer_cuerpo  # noqa: PLC0415 - como el membrete

    return leer_cuerpo(datos, ruta, fallas)


def _es_de_algo(_objeto: object, campo: Any, valor: str) -> None:
    """Validador: la clave de un contenido, como ``plan``."""
    validas = (*claves(),)
    if valor not in validas:
        raise ErrorDeEntrada(inesperado(campo.name, esperado("opciones", opciones=validas), valor))


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Formato:
    """Un formato oficial completo."""

    codigo: str = attrs.field(
        validator=ConForma(r"\w[\w.\-]{0,79}", "un código sin espacios, de hasta 80 letras"),
        metadata=A_LA_LETRA,
    )
    nombre: str = attrs.field(metadata=A_LA_LETRA)
    version: str = attrs.field(metadata=A_LA_LETRA)
    archivo: str | None = attrs.field(
        default=None,
        validator=ConForma(
            r"(?=.{1,40}$)[a-z0-9]+(?:[.-][a-z0-9]+)*",
            "un comienzo de nombre, como seguimiento-paac, de hasta 40 letras",
        ),
        metadata=A_LA_LETRA,
    )
    """Con qué empieza el nombre que se propone para su archivo; sin él, el código."""
    vigente_desde: date | None = None
    vigente_hasta: date | None = None
    """Días entre los que rige, incluidos; sin ellos, siempre."""
    regimenes: tuple[CodigoDeRegimen, ...] = attrs.field(default=(), metadata=A_LA_LETRA)
    """De cuáles es; sin ellos, sirve para todos."""
    equivalentes: dict[str, str] = attrs.field(factory=dict, metadata=A_LA_LETRA)
    """En otro régimen, por su código, el formato que hace lo mismo."""
    de: str = attrs.field(default="plan", validator=_es_de_algo)
    """De qué es: de un plan o de su mapa de riesgos."""
    entidad: EntidadDelFormato | None = attrs.field(default=None, metadata=A_LA_LETRA)
    """Para la que se hizo; quien lo usa sin ser ella lo sabe por un aviso."""
    periodicidad: Periodicidad = "cuatrimestral"
    """El calendario de los informes de la vigencia."""
    metodologia: Metodologia | None = attrs.field(default=None, metadata=A_LA_LETRA)
    """Cómo se sacan las cifras, si el plan o quien lo pide no dicen otra cosa."""
    propiedades: Propiedades
    en_papel: bool = attrs.field(default=True, metadata=A_LA_LETRA)
    """Si sale en Word, en PDF y como imagen; una tabla que no se leería en ningún papel, no."""
    pagina: PaginaDeFormato = PaginaDeFormato()
    aspecto: AspectoDeFormato = AspectoDeFormato()
    estilos: dict[str, EstiloDeFormato] = attrs.Factory(dict)
    numeracion: NumeracionDelFormato | None = None
    """Sin ella los títulos no se numeran y ningún texto remite a otra parte."""
    aparte: tuple[str, ...] = attrs.field(default=(), metadata=A_LA_LETRA)
    """Las claves de lo que no lleva y un texto puede nombrar: lo que quitó de su base."""
    textos: TextosDeFormato = attrs.field(default=TextosDeFormato(), metadata=A_LA_LETRA)
    membrete: Membrete | None = attrs.field(default=None, metadata={"leer": _leer_membrete})
    """En Word, en lugar de la página, el encabezado y el pie de aquí abajo."""
    encabezado: BloqueDePagina | None = None
    pie: BloqueDePagina | None = None
    primera_pagina: PrimeraDeFormato | None = None
    libro: RepartoEnHojas = RepartoEnHojas()
    cuerpo: tuple[BloqueDeFormato, ...]
    cuerpo_en_word: CuerpoEnWord | None = attrs.field(default=None, metadata={"leer": _leer_cuerpo})
    """El documento que alguien diseñó, en lugar del cuerpo: de éste salen los bloques que pone."""
    tablas: dict[str, TablaDeFormato] = attrs.Factory(dict)

    fuente: str = attrs.field(default="", eq=False, repr=False, metadata={"aparte": True})
    """De dónde sale y qué tan cierto es, en Markdown: su ``FUENTE.md``, si lo trae."""

    def __repr__(self) -> str:
        return f"<Formato {self.codigo} versión {self.version}>"

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Fallas de una vigencia que termina antes de empezar, o de equivalentes que sobran."""
        desde, hasta = valores.get("vigente_desde"), valores.get("vigente_hasta")
        if desde is not None and hasta is not None and desde > hasta:
            yield Falla(
                "formato_incoherente",
                "vigente_hasta",
                f"se esperaba una fecha desde {desde}, llegó {hasta}",
            )
        yield from _equivalentes_de_mas(valores.get("regimenes", ()), valores.get("equivalentes"))

    @property
    def es_informe(self) -> bool:
        """Si narra cifras de un plan: sin seguimientos en el corte no tendría qué decir."""
        narra = any(recorre.startswith(PARTES) for recorre in self._recorridos_escritos)
        return narra and self.de == "plan"

    @property
    def recomienda(self) -> bool:
        """Si imprime las recomendaciones del corte de un plan."""
        return "recomendaciones" in self._recorridos_escritos and self.de == "plan"

    @property
    @clases.recordada  # se pregunta muchas veces por reporte, y un formato hace muchos
    def _recorridos_escritos(self) -> frozenset[str]:
        """Los recorridos de las tablas que algún bloque escribe."""
        escritas = self.tablas_escritas
        tablas = (tabla for nombre, tabla in self.tablas.items() if nombre in escritas)
        return frozenset(seccion.recorre for tabla in tablas for seccion in tabla.secciones)

    @property
    @clases.recordada
    def por_corte(self) -> bool:
        """Si alguna columna se repite por cada corte."""
        return any(columna.por_corte for columna in self.columnas)

    @property
    @clases.recordada
    def por_zona(self) -> bool:
        """Si alguna columna se colorea por la zona de su avance."""
        return any(columna.colores == "zona" for columna in self.columnas)

    @property
    def de_word(self) -> Literal["", "membrete", "cuerpo"]:
        """Lo que de él se dibujó en Word, de que LibreOffice hace su PDF."""
        if self.cuerpo_en_word is not None:
            return "cuerpo"
        return "membrete" if self.membrete is not None else ""

    @property
    def familia(self) -> str:
        """Familia de su letra: sin decirla, la del aspecto."""
        return self.pagina.familia or self.aspecto.resuelto.familia

    @property
    def _recorridos(self) -> Iterator[Recorrido]:
        return (RECORRIDOS[recorre] for recorre in self.lo_que_recorre)

    def cuenta(self, clave: str) -> bool:
        """Si muestra cifras de ese contenido (``mapa``), que un plan lleva, y no sus filas."""
        return any(r.cuenta and r.contenido == clave for r in self._recorridos)

    def recorre(self, clave: str) -> bool:
        """Si alguna de sus tablas recorre las filas de ese contenido."""
        return any(not r.cuenta and r.contenido == clave for r in self._recorridos)

    @property
    def de_un_mapa_solo(self) -> "Formato | None":
        """Formato de un mapa que llega solo: las partes de uno de plan que son de su mapa.

        ``None`` si ninguna lo es.
        """
        bloques = tuple(bloque for bloque in self.cuerpo if bloque.de_un_mapa)
        con_portada = any(isinstance(b, BloqueTitulo) and not b.nivel for b in bloques)
        primera = self.primera_pagina if con_portada else None
        de_mapa = attrs.evolve(self, de="mapa", cuerpo=bloques, primera_pagina=primera)
        return de_mapa if bloques else None

    @property
    def numera_titulos(self) -> bool:
        """Si sus títulos llevan número."""
        return self.numeracion is not None and self.numeracion.titulos

    @property
    def claves(self) -> list[str]:
        """Las claves de los bloques que un texto puede nombrar, en orden."""
        return [bloque.clave for bloque in self.cuerpo if bloque.clave and _se_nombra(bloque)]

    @property
    def columnas(self) -> list[Columna]:
        """Las columnas de todas sus tablas."""
        return [columna for tabla in self.tablas.values() for columna in tabla.columnas]

    @property
    def que_se_pone(self) -> dict[str, tuple[BloqueDeFormato, ...]]:
        """Bloques que un cuerpo en Word puede poner, por el nombre con que los pone.

        El de cada tabla, y cada bloque del cuerpo por su clave o, sin ella, por su tipo y su
        número (``firmas_1``); un título lleva lo que va bajo él. Una clave gana a la tabla de igual
        nombre.
        """
        tablas: dict[str, tuple[BloqueDeFormato, ...]] = {
            nombre: (BloqueTabla(tipo="tabla", tablas=(nombre,), cada=_dueno_de(tabla)),)
            for nombre, tabla in self.tablas.items()
        }
        sin_clave = Counter[str]()
        partes = dict[str, tuple[BloqueDeFormato, ...]]()
        del_documento = {bloque.clave for bloque in self.cuerpo if "documento" in bloque.en}
        for lugar, bloque in enumerate(self.cuerpo):
            nombre = bloque.clave
            if nombre and nombre in del_documento and "documento" not in bloque.en:
                continue  # el mismo, en el lugar que tiene en un libro
            if nombre is None or nombre in partes:  # un texto puede llevar la de su título
                sin_clave[bloque.tipo] += 1
                nombre = f"{bloque.tipo}_{sin_clave[bloque.tipo]}"
            partes[nombre] = _parte_de(self.cuerpo, lugar)
        return tablas | partes

    @property
    def indivisos(self) -> set[str]:
        """Nombres de lo que se pone con una tabla de todo el plan, que no se reparte."""
        return {
            nombre
            for nombre, bloques in self.que_se_pone.items()
            for bloque in bloques
            if isinstance(bloque, BloqueTabla)
            and any(_dueno_de(t) == "plan" for n, t in self.tablas.items() if n in bloque.tablas)
        }

    @property
    def lo_que_recorre(self) -> set[str]:
        """Listas que muestran sus tablas: ``actividades``, ``riesgos``… o ``filas``, que se dan."""
        return {seccion.recorre for tabla in self.tablas.values() for seccion in tabla.secciones}

    @property
    def es_de_filas(self) -> bool:
        """Si todo lo que muestra son las filas que trae quien lo pide."""
        return self.lo_que_recorre == {"filas"}

    @property
    def tablas_dadas(self) -> dict[str, dict[str, TablaDeFormato]]:
        """Tablas del formato por el nombre de las filas que se dan para ellas; sin él, ninguna."""
        por_nombre: dict[str, dict[str, TablaDeFormato]] = {}
        for nombre, tabla in self.tablas.items():
            if tabla.de is not None:
                por_nombre.setdefault(tabla.de, {})[nombre] = tabla
        return por_nombre

    @property
    def tablas_escritas(self) -> set[str]:
        """Nombres de las tablas que algún bloque escribe; las demás no salen."""
        del_cuerpo = (
            nombre
            for bloque in self.cuerpo
            if isinstance(bloque, BloqueTabla)
            for nombre in bloque.tablas
        )
        return {*del_cuerpo, *(self.cuerpo_en_word.pone if self.cuerpo_en_word else ())}

    def tablas_de(self, bloque: BloqueTabla, medio: Medio = "documento") -> list[TablaDeFormato]:
        """Las tablas que nombra un bloque, en su orden y como van en un medio."""
        tablas = self._tablas_en(medio)
        return [tablas[nombre] for nombre in bloque.tablas]

    @clases.recordada  # armar la de un libro cuesta, y se pide por cada bloque de cada componente
    def _tablas_en(self, medio: Medio) -> dict[str, TablaDeFormato]:
        """Las tablas del formato como van en un medio, por su nombre."""
        return {nombre: tabla.en(medio) for nombre, tabla in self.tablas.items()}


def _dueno_de(tabla: TablaDeFormato) -> Literal["plan", "componente"]:
    """De quién son las listas de una tabla: de cada componente, si alguna lo es, o del plan."""
    duenos = {RECORRIDOS[seccion.recorre].dueno for seccion in tabla.secciones}
    return "componente" if "componente" in duenos else "plan"


def _parte_de(cuerpo: Sequence[BloqueDeFormato], numero: int) -> tuple[BloqueDeFormato, ...]:
    """El bloque de ese lugar del cuerpo o, si es un título, él y lo que va bajo él."""
    bloque = cuerpo[numero]
    if not isinstance(bloque, BloqueTitulo):
        return (bloque,)
    siguientes = takewhile(
        lambda siguiente: not isinstance(siguiente, BloqueTitulo) or siguiente.nivel > bloque.nivel,
        cuerpo[numero + 1 :],
    )
    return (
        bloque,
        *(b for b in siguientes if not isinstance(b, BloqueSeccion)),
    )


def _se_nombra(bloque: BloqueDeFormato) -> bool:
    """Si un texto puede remitir al bloque: es un título, o lleva una leyenda con su número."""
    if isinstance(bloque, BloqueTabla | BloqueMapaDeCalor):
        return bool(bloque.leyenda)
    return isinstance(bloque, BloqueTitulo | BloqueTexto)


def de_donde_sale(fuente: str) -> str:
    """Párrafo de un ``FUENTE.md`` que dice de dónde sale el formato; si no, el primero."""
    parrafos = [p.strip() for p in fuente.split("\n\n") if p.strip() and not p.startswith("#")]
    parrafo = next((p for p in parrafos if p.startswith(_DE_DONDE_SALE)), (*parrafos, "")[0])
    return _MARCAS.sub("", parrafo.removeprefix(_DE_DONDE_SALE)).strip()


_DE_DONDE_SALE = "**De dónde sale.**"
_MARCAS = expresion(r"[*`]")


def _equivalentes_de_mas(
    regimenes: Collection[str] | None, equivalentes: Mapping[str, str] | None
) -> Iterable[Falla]:
    """Fallas de los formatos equivalentes que se dicen de un régimen que ya es el de éste.

    ``None`` en alguno: no se entendió, y ya está dicho.
    """
    if regimenes is None or not equivalentes:
        return
    if not regimenes:
        yield Falla(
            "formato_incoherente",
            "equivalentes",
            "sobra: sin regimenes, el formato sirve para todos",
        )
        return
    ajenos = [codigo for codigo in get_args(CodigoDeRegimen) if codigo not in regimenes]
    for codigo in equivalentes:
        if codigo not in ajenos:
            motivo = f"se esperaba otro régimen ({', '.join(ajenos) or 'y no queda ninguno'})"
            yield Falla("formato_incoherente", f"equivalentes.{codigo}", motivo)


_PAPELES = {
    "carta": (Mm(215.9), Mm(279.4)),
    "oficio": (Mm(215.9), Mm(330.2)),
    "legal": (Mm(215.9), Mm(355.6)),
    "a4": (Mm(210), Mm(297)),
    "doble carta": (Mm(279.4), Mm(431.8)),
}
"""Ancho y alto en vertical; el oficio colombiano es de 8,5 por 13 pulgadas."""


def pagina_definida(definida: PaginaDeFormato) -> Pagina:
    """La página de la maqueta, en milímetros y ya con su orientación."""
    margenes = definida.margenes
    lados = _PAPELES[definida.papel]
    ancho, alto = lados[::-1] if definida.lado == "horizontal" else lados
    return Pagina(
        ancho=ancho,
        alto=alto,
        superior=_mm(margenes.superior),
        inferior=_mm(margenes.inferior),
        izquierdo=_mm(margenes.izquierdo),
        derecho=_mm(margenes.derecho),
        encabezado=_mm(margenes.encabezado),
    )


def pagina_de_seccion(
    definida: BloqueSeccion, formato: Formato, *, en_hojas: bool
) -> PaginaDeFormato:
    """La página del formato, con el papel y la orientación que la sección cambia.

    ``en_hojas``: con los márgenes de las hojas de cálculo.
    """
    pagina = formato.pagina
    margenes = (formato.libro.margenes if en_hojas else None) or pagina.margenes
    return attrs.evolve(
        pagina,
        papel=definida.papel or pagina.papel,
        orientacion=definida.orientacion or pagina.orientacion,
        margenes=margenes,
    )


def bloques_de_pagina(formato: Formato) -> dict[str, BloqueDePagina]:
    """Los encabezados y pies que trae el formato, por la ruta de su clave."""
    bloques = {
        "libro.bloque": formato.libro.bloque,
        "encabezado": formato.encabezado,
        "pie": formato.pie,
    }
    if primera := formato.primera_pagina:
        bloques["primera_pagina.encabezado"] = primera.encabezado
        bloques["primera_pagina.pie"] = primera.pie
    for numero, seccion in enumerate(formato.cuerpo):
        if isinstance(seccion, BloqueSeccion):
            bloques[f"cuerpo[{numero}].encabezado"] = seccion.encabezado
            bloques[f"cuerpo[{numero}].pie"] = seccion.pie
    return {nombre: bloque for nombre, bloque in bloques.items() if bloque is not None}


def rejilla_de(bloque: BloqueDePagina) -> list[list[CeldaDeFila]]:
    """Celdas vacías de un encabezado o pie; ``ErrorDeMaqueta`` si se solapan o falta alguna."""
    vacias = [Fila(tuple(Celda("", "", c.columnas, c.filas) for c in f)) for f in bloque.filas]
    return resolver(vacias, len(bloque.anchos))


def _mm(medida: Decimal) -> Mm:
    return Mm(float(medida))
