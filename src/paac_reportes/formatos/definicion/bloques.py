"""Los bloques del cuerpo de un formato; primero, las tablas que algunos escriben."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any, Literal, get_args

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    ConForma,
    Entre,
    comprobar_coherencia,
    validar_por_tipo,
)
from paac_reportes.estructura.formas import forma_de
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.aspecto import PorOtra
from paac_reportes.formatos.definicion.columnas import Columna, datos_de_columna
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE
from paac_reportes.formatos.definicion.pagina import (
    A_LA_LETRA,
    OTRA_PARTE,
    SU_TABLA,
    BloqueDePagina,
    Orientacion,
    Papel,
    imagen_de_formato,
    nombra,
)
from paac_reportes.formatos.definicion.recorridos import (
    Recorre,
    es_un_recorrido,
    tipos_del_dato,
)
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.contenido import ConTramos
from paac_reportes.maqueta.documento import Medio

LLAMADA = expresion(r"\[\^(?P<nota>\w+)\]")
"""``[^1]``: una llamada a la primera nota de la tabla."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Seccion:
    """Un grupo de filas de una tabla."""

    recorre: Recorre = attrs.field(validator=es_un_recorrido, metadata=A_LA_LETRA)
    """La lista de donde salen, que es de un componente o del plan (``recorridos``)."""
    banda: str | None = None
    """Fila a todo lo ancho antes de sus filas, si las hay."""
    es_total: bool = False
    """Si sus filas cierran las de encima, y se ven como un total."""


Grupo = Literal["dependencia", "componente", "subcomponente"]
GRUPOS: tuple[Grupo, ...] = get_args(Grupo)
"""De afuera hacia adentro."""


def _leer_resumen(datos: object, ruta: str, fallas: list[Falla]) -> Any:
    """Resumen de un subtotal, ``{dato: [método]}``; un método suelto vale como lista de uno."""
    if isinstance(datos, Mapping):
        datos = {dato: [m] if isinstance(m, str) else m for dato, m in datos.items()}
    return _RESUMEN.leer(datos, ruta, fallas)


_RESUMEN = forma_de(dict[str, tuple[str, ...]])


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Subtotal:
    """Una fila que resume las de cada grupo, después de la última."""

    por: str = attrs.field(
        validator=ConForma(
            rf"{'|'.join(get_args(Grupo))}|{FILA_LIBRE}\..+|[a-z_]+\.[a-z_]+",
            "dependencia, componente, subcomponente o un dato de la fila, como fila.oficina",
        ),
        metadata=A_LA_LETRA,
    )
    """De qué son las filas que se reúnen (``GRUPOS``), o un dato de las filas que se dan o de las
    que salen de analizar un plan.

    Las del mismo valor quedan juntas, en el orden en que llega el primero de cada uno.
    """
    rotulo: str = attrs.field(default="", metadata=nombra("por"))
    """Puede nombrar ese objeto y los que lo contienen; de un dato, ``grupo``, que es su valor. Sin
    él, el grupo lleva su banda y no se resume."""
    banda: str = attrs.field(default="", metadata=nombra("por"))
    """Texto que se escribe a todo lo ancho antes de sus filas."""
    columna: str = attrs.field(default="", metadata=A_LA_LETRA)
    """El rótulo de la que en un libro, donde se ordena y se filtra, va en lugar del grupo."""
    resumen: dict[str, tuple[str, ...]] = attrs.field(
        factory=dict,
        hash=False,  # como ``Columna.colores``
        metadata={"leer": _leer_resumen, **A_LA_LETRA},
    )
    """Por el dato de cada columna que resume, con qué; sin él, cada una como diga su ``total``."""

    def metodos(self, columna: Columna) -> tuple[str, ...]:
        """Métodos con que se resume una columna, como ``suma``; ninguno si no se resume."""
        if not self.rotulo:
            return ()
        if not self.resumen:
            return columna.total
        return self.resumen.get(columna.dato[0], ()) if len(columna.dato) == 1 else ()


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Debajo:
    """Lo que se escribe a todo lo ancho debajo de cada fila, que con él no se parte."""

    dato: str = attrs.field(metadata=A_LA_LETRA)
    """Un dato de la fila: lo que dice de ella, en una frase."""
    columna: str = attrs.field(metadata=A_LA_LETRA)
    """El rótulo de la que en un libro lo dice."""


CLAVE = ConForma(r"[a-z][a-z0-9_]{0,29}", "una clave como 'vencidas', de hasta 30 letras")
"""Con la que un texto nombra un bloque (``remision.vencidas``), y una tabla la que muestra."""


_SU_TABLA = nombra(SU_TABLA)
_DE_UNA_FRASE = Decimal(60)
"""El ancho de la columna que en un libro dice lo de debajo, o un grupo, entre los de las demás."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TablaDeFormato:
    """Una clase de tabla: franjas, columnas y de dónde salen las filas."""

    secciones: tuple[Seccion, ...] = attrs.field(metadata=_SU_TABLA)
    columnas: tuple[Columna, ...] = attrs.field(metadata=_SU_TABLA)
    franjas: tuple[str, ...] = attrs.field(default=(), metadata=nombra(SU_TABLA, OTRA_PARTE))
    """Filas a todo lo ancho sobre los rótulos; una que sale vacía no se escribe."""
    descripcion: str = attrs.field(default="", metadata=_SU_TABLA)
    """Texto alternativo de la tabla."""
    subtotales: tuple[Subtotal, ...] = ()
    """De afuera hacia adentro."""
    debajo: Debajo | None = None
    """Lo que cada fila dice debajo de ella."""
    total: str | None = attrs.field(default=None, metadata=_SU_TABLA)
    """Rótulo de la fila de total, que cierra la tabla; sin él no hay fila."""
    notas: tuple[str, ...] = attrs.field(default=(), metadata=nombra(SU_TABLA, OTRA_PARTE))
    """Notas bajo la tabla; ``[^1]`` en un rótulo llama a la primera y la numera."""
    fijas: int | None = attrs.field(default=None, validator=Entre(1, 10))
    """En Excel, cuántas de las primeras columnas quedan quietas y se imprimen en cada página, de 1
    a 10: la tabla pasa a otra en las que dicen ``abre_pagina`` o, en una de ``filas``, donde no
    quepa."""
    en_blanco: int = attrs.field(default=1, validator=Entre(1, 40))
    """Cuántas filas deja por llenar si no hay ninguna, de 1 a 40."""
    acomoda: bool = False
    """Correr los anchos lo justo para que ninguna palabra se parta."""
    calla_ceros: bool = False
    """No decir sus ceros en una tarjeta, que es una fila en un teléfono, ni en ``omite_vacia``."""
    filas_se_parten: bool = True
    repite_grupos: bool = True
    """En Word y en PDF, decir otra vez de quién son las filas, «(continúa)», en la página que
    empieza en medio de unas que comparten celda."""
    presenta: Literal["filas", "cifras"] = "filas"
    """``cifras``: cada fila es una columna, con su primer dato en grande y los demás debajo."""
    si_hay: str | None = attrs.field(default=None, metadata=A_LA_LETRA)
    """Un dato: la tabla sólo sirve al componente que lo trae en alguna fila."""
    de: str | None = attrs.field(default=None, validator=CLAVE, metadata=A_LA_LETRA)
    """De las tablas que se dan al generar, la que muestra; sin ella, la única."""

    __attrs_post_init__ = comprobar_coherencia

    def en(self, medio: Medio) -> "TablaDeFormato":
        """La tabla como va en un medio; en un libro, sin dibujos y con los grupos en columnas."""
        if any(medio not in columna.en for columna in self.columnas):
            del_medio = tuple(columna for columna in self.columnas if medio in columna.en)
            return attrs.evolve(self, columnas=del_medio).en(medio)
        if medio == "documento":
            return self
        con_texto = self._columnas_que_dicen()
        if self.debajo is not None or len(con_texto) < len(self.columnas):
            return self._sin_dibujos(con_texto).en(medio)
        if not self.subtotales:
            return self
        de_grupos = [
            Columna(
                dato=(subtotal.por,),
                rotulo=(subtotal.columna,),
                ancho="auto" if self.columnas[0].ancho == "auto" else Decimal(40),
                omite_vacia=True,
            )
            for subtotal in self.subtotales
            if subtotal.columna
        ]
        return attrs.evolve(
            self,
            columnas=(*de_grupos, *self.columnas),
            subtotales=tuple(subtotal for subtotal in self.subtotales if not subtotal.columna),
        )

    def _columnas_que_dicen(self) -> tuple[Columna, ...]:
        """Columnas que no son una barra: una hoja de cálculo no la lleva."""
        recorridos = [seccion.recorre for seccion in self.secciones]
        return tuple(
            columna
            for columna in self.columnas
            if not any(
                ConTramos in tipos_del_dato(r, dato) for r in recorridos for dato in columna.dato
            )
        )

    def _sin_dibujos(self, columnas_que_dicen: Iterable[Columna]) -> "TablaDeFormato":
        """Tabla equivalente donde no se dibuja: sin barras, y lo de debajo, en una columna más."""
        columnas = [*columnas_que_dicen]
        anchos = [columna.ancho for columna in columnas]
        if self.debajo is not None:
            fijos = [ancho for ancho in anchos if isinstance(ancho, Decimal)]
            ancho: Decimal | Literal["auto"] = (
                _DE_UNA_FRASE if len(fijos) == len(anchos) else "auto"
            )
            dato, rotulo = self.debajo.dato, self.debajo.columna
            columnas.append(Columna(dato=(dato,), rotulo=(rotulo,), ancho=ancho))
        return attrs.evolve(self, columnas=tuple(columnas), debajo=None)

    def con_llamadas(self) -> Iterator[tuple[str, str]]:
        """Ruta (``columnas[2].rotulo[0]``) y texto de cada lugar que puede llamar a una nota."""
        yield from ((f"franjas[{lugar}]", texto) for lugar, texto in enumerate(self.franjas))
        for lugar, columna in enumerate(self.columnas):
            yield from (
                (f"columnas[{lugar}].rotulo[{piso}]", t) for piso, t in enumerate(columna.rotulo)
            )
        yield from (
            (f"secciones[{lugar}].banda", s.banda or "") for lugar, s in enumerate(self.secciones)
        )
        for lugar, subtotal in enumerate(self.subtotales):
            yield f"subtotales[{lugar}].rotulo", subtotal.rotulo
            yield f"subtotales[{lugar}].banda", subtotal.banda
        yield "total", self.total or ""

    @property
    def datos_de_filas(self) -> Iterator[str]:
        """Datos que pide de las filas que se dan al generar, en su orden y sin ``fila.``."""
        datos = [dato for columna in self.columnas for dato in datos_de_columna(columna)]
        for dato in (*datos, self.si_hay or "", *(subtotal.por for subtotal in self.subtotales)):
            raiz, _, campo = dato.partition(".")
            if raiz == FILA_LIBRE:
                yield campo

    @property
    @clases.recordada
    def nombra_extras(self) -> bool:
        """Si alguna columna muestra un campo extra del plan, de los que no son del modelo."""
        return any(f"{EXTRAS}." in (c.texto or " ".join(c.dato)) for c in self.columnas)

    @property
    def lleva_totales(self) -> bool:
        """Si alguna de sus filas se ve como un total."""
        return self.resume or any(seccion.es_total for seccion in self.secciones)

    @property
    def resume(self) -> bool:
        """Si lleva filas de subtotal o de total."""
        con_rotulo = self.subtotales and any(subtotal.rotulo for subtotal in self.subtotales)
        return self.total is not None or bool(con_rotulo)

    @property
    def pinta_filas(self) -> Columna | None:
        """La columna cuyo color es de la fila entera, si alguna lo es."""
        return next(
            (c for c in self.columnas if isinstance(c.colores, PorOtra) and c.colores.fila),
            None,
        )

    def metodos(self, columna: Columna) -> frozenset[str]:
        """Con qué se resume una columna en alguna de las filas de la tabla."""
        de_subtotales = (subtotal.metodos(columna) for subtotal in self.subtotales)
        return frozenset(chain(columna.total, *de_subtotales))

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Hay columnas y de dónde sacar filas."""
        if valores.get("columnas") == ():
            yield Falla("dato_faltante", "columnas", "se esperaba al menos una columna")
        if valores.get("secciones") == ():
            yield Falla("dato_faltante", "secciones", "se esperaba al menos una sección")


Alcance = Literal["plan", "dependencia", "componente", "proceso"]
_UNA_VEZ: Literal["plan"] = "plan"

Numeracion = Literal["seguida", "anexo", "ninguna"]
"""``2.1``; ``Anexo B``, con lo suyo debajo (``B.1``); o sin número."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _Bloque:
    """Claves que todo bloque tiene."""

    clave: str | None = attrs.field(default=None, validator=CLAVE, metadata=A_LA_LETRA)
    """Con la que un texto, o un formato que hereda, lo nombra."""
    en: tuple[Medio, ...] = ("documento", "libro")
    de_un_mapa: bool = False
    """Si también se escribe de un mapa de riesgos que llega sin su plan."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _DeUnaVez(_Bloque):
    """Bloque que se escribe una vez, y no por cada parte del plan."""

    cada = _UNA_VEZ


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTitulo(_Bloque):
    """Un título; los de nivel 1 en adelante arman la navegación de Word."""

    tipo: Literal["titulo"]
    texto: str = attrs.field(metadata=nombra("cada", OTRA_PARTE))
    nivel: int = attrs.field(default=1, validator=Entre(0, 3))
    cada: Alcance = "plan"
    """Alcance: una vez, o una por dependencia, por componente o por proceso del mapa de riesgos."""
    pagina_nueva: Literal["nunca", "siempre", "entre"] = "nunca"
    """``entre``: siempre menos la primera vez."""
    numeracion: Numeracion = attrs.field(default="seguida", metadata=A_LA_LETRA)
    """Si el formato numera sus títulos."""
    omite_vacio: bool = False
    """No escribirlo si bajo él no queda nada, fuera de las firmas."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueParrafo(_Bloque):
    """Un párrafo."""

    tipo: Literal["parrafo"]
    texto: str = attrs.field(metadata=nombra("cada", OTRA_PARTE))
    cada: Literal["plan", "dependencia", "componente", "firma"] = "plan"
    horizontal: Horizontal | None = None
    roles: tuple[str, ...] = attrs.field(default=(), metadata=A_LA_LETRA)
    """Con ``cada = "firma"``, sólo las firmas de esos roles; sin ellos, todas."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTabla(_Bloque):
    """Las tablas de cada componente, de las nombradas.

    Cada lista del componente va a la primera tabla que la recorre y le sirve; si el componente no
    tiene filas, sale vacía la primera.
    """

    tipo: Literal["tabla"]
    tablas: tuple[str, ...]
    cada: Alcance = "componente"
    """Una tabla por componente, por dependencia con los suyos, o una sola con los del plan; de un
    mapa de riesgos, una por proceso."""
    leyenda: str = attrs.field(default="", metadata=nombra("cada", OTRA_PARTE))
    """Leyenda sobre cada tabla, con su número: ``Tabla 3. Normas…``; vacía, ninguna.

    La clave es de la primera que salga, si son varias.
    """
    hoja: str = attrs.field(default="", metadata=nombra("cada"))
    """En un libro, la hoja aparte donde va, con lo que diga la misma, si ninguna banda separa sus
    filas; donde estaría queda su leyenda, que lleva a ella. Lo mismo en los bloques de abajo."""
    se_imprime: bool = True
    """Si su hoja se imprime; falso, la que sólo se filtra."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueFirmas(_DeUnaVez):
    """Las firmas del plan, sin marco y una al lado de otra."""

    tipo: Literal["firmas"]
    texto: str = attrs.field(metadata=nombra("firma", OTRA_PARTE))
    """Texto que se escribe de cada firma, con las variables de ``firma``."""
    por_fila: int = attrs.field(default=2, validator=Entre(1, 6))
    roles: tuple[str, ...] = attrs.field(default=(), metadata=A_LA_LETRA)
    """Para el impreso con firmas en dos lugares: sólo las de esos; sin ellos, todas."""
    siempre: tuple[str, ...] = attrs.field(default=(), metadata=A_LA_LETRA)
    """Los roles que firman aunque el plan no diga quién: con el renglón en blanco para hacerlo."""
    sola: str | None = attrs.field(default=None, metadata=nombra(OTRA_PARTE))
    """Quien firma solo; en blanco, quien tenga un rol de ``siempre`` o, si nadie, el último."""
    alto_imagen: Decimal = attrs.field(default=Decimal(20), validator=Entre(5, 60))
    """Alto máximo de la firma dibujada, si la trae, en milímetros."""

    @property
    def partes(self) -> tuple[str, str]:
        """Texto sobre la raya de la firma y texto debajo: los separa un renglón en blanco."""
        for blanco in _EN_BLANCO.finditer(self.texto):
            sobre = self.texto[: blanco.start()]
            # Un renglón en blanco dentro de un «if» es de lo que el «if» escribe.
            if len(_ABRE.findall(sobre)) == len(_CIERRA.findall(sobre)):
                return sobre.strip(), _RAYA.sub("", self.texto[blanco.end() :])
        return "", _RAYA.sub("", self.texto)


POR_LLENAR = "_" * 24
"""El renglón que se deja para llenar a mano."""
NOMBRE_POR_LLENAR, CARGO_POR_LLENAR = "Nombre:", "Cargo:"
"""Bajo la raya de quien firmará sin que el plan diga quién es."""

_EN_BLANCO = expresion(r"\n(?:[ \t]*\n)+")
_ABRE, _CIERRA = re.compile(r"\{%-?\s*if\b"), re.compile(r"\{%-?\s*endif\b")
_RAYA = expresion(r"\A\s*_{3,}[ \t]*\n")
"""Raya que un formato escribe con guiones bajos: es la misma que se traza."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class DatoDeBloque:
    """Un rótulo y su valor."""

    rotulo: str
    texto: str = attrs.field(metadata=nombra(OTRA_PARTE))
    por_llenar: bool = False
    """Si falta, un renglón en blanco para llenarlo a mano, aunque el bloque omita los vacíos."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueDatos(_DeUnaVez):
    """Rótulos con su valor al lado, como los del comienzo de una ficha."""

    tipo: Literal["datos"]
    filas: tuple[DatoDeBloque, ...]
    por_fila: int = attrs.field(default=1, validator=Entre(1, 4))
    """Cuántos rótulos con su valor van en cada renglón."""
    ancho_de_rotulo: Decimal = attrs.field(default=Decimal(30), validator=Entre(5, 95))
    """Parte de cada pareja que ocupa el rótulo, de 5 a 95."""
    omite_vacios: bool = False
    """No escribir los que queden sin valor."""
    presenta: Literal["ficha", "portada"] = "ficha"
    """En lo que no es un impreso, en cuadros o, bajo una raya, el primero en grande."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueImagen(_DeUnaVez):
    """Una imagen en su propio renglón: de la entidad, o junto al formato."""

    tipo: Literal["imagen"]
    imagen: str | bytes = attrs.field(metadata={"leer": imagen_de_formato})
    texto_alternativo: str
    alto: Decimal = attrs.field(default=Decimal(40), validator=Entre(1, 300))
    """Alto máximo, en milímetros; si es más ancha que la página, se achica."""
    horizontal: Horizontal = "centro"
    """Para la foto o el sello que va a un lado."""
    guarda_su_lugar: bool = False
    """Si la entidad no la tiene, en un documento su alto queda libre sobre el título."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueSalto(_DeUnaVez):
    """Salto de página: el bloque que sigue empieza en otra."""

    tipo: Literal["salto"]


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueContenido(_DeUnaVez):
    """La tabla de contenido: los títulos del documento con su página."""

    tipo: Literal["contenido"]
    titulo: str = "Contenido"
    niveles: int = attrs.field(default=2, validator=Entre(1, 3))
    """Hasta qué nivel de título entra."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueSeccion(_DeUnaVez):
    """Sección: los bloques que siguen van en otra, con su página, su encabezado y su pie.

    Lo que no diga es como en el formato. En un libro es otra hoja, u otras.
    """

    tipo: Literal["seccion"]
    nombre: str | None = attrs.field(default=None, metadata=nombra("dependencia", "componente"))
    """Nombre de la hoja; si falta, el del libro o, fuera de lo que éste reparte, el del formato."""
    papel: Papel | None = None
    orientacion: Orientacion | None = None
    pagina_nueva: bool = True
    """Si no, en un documento empieza donde termina la de antes, cuando las dos van en el mismo
    papel, con el mismo encabezado y el mismo pie."""
    encabezado: BloqueDePagina | None = None
    """Para el anexo que es otro documento controlado, con su código; lo mismo el pie."""
    pie: BloqueDePagina | None = None


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueTexto(_DeUnaVez):
    """Unos párrafos que el plan puede traer en ``textos``; si no, los del formato.

    Son Markdown: listas, **negrita** y *cursiva*. Lo que trae una variable sale a la letra. Si
    quedan vacíos, tampoco sale el título.
    """

    tipo: Literal["texto"]
    clave: str = attrs.field(
        validator=ConForma(r"[a-z_]+", "una clave como 'introduccion'"), metadata=A_LA_LETRA
    )
    titulo: str = ""
    nivel: int = attrs.field(default=1, validator=Entre(1, 3))
    pagina_nueva: bool = False
    """Que su título empiece una página."""
    numeracion: Numeracion = attrs.field(default="seguida", metadata=A_LA_LETRA)
    """Numeración de su título, si el formato los numera."""
    texto: str = attrs.field(default="", metadata=nombra(OTRA_PARTE))
    destaca: bool = False
    """En letra más grande y del color de los títulos: lo que hay que leer aunque no se lea más."""
    apartado: bool = False
    """Que el renglón que presenta la lista con que empieza vaya como un título, sin número y fuera
    del contenido; si el texto lo trae el plan, no."""


ParteDelCalor = Literal["todo", "mapa", "cambios"]


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class BloqueMapaDeCalor(_DeUnaVez):
    """El mapa de calor de los riesgos y la tabla de cada uno; nada si no trae mapa."""

    tipo: Literal["mapa_de_calor"]
    muestra: ParteDelCalor = "todo"
    """Sólo los paneles (``mapa``), sólo la tabla de cada riesgo (``cambios``) o los dos."""
    movimiento: bool = True
    """Si empieza por cuántos riesgos cambiaron de zona; falso, donde otro párrafo ya lo dice."""
    leyenda: str = attrs.field(default="", metadata=nombra(OTRA_PARTE))
    """Leyenda sobre la primera tabla, con su número: ``Tabla 3. …``; vacía, ninguna."""
    hoja: str = ""


PANELES_DE_CALOR = ("Riesgo inherente", "Riesgo residual")
EJES_DE_CALOR = ("Probabilidad", "Impacto")
ROTULOS_DE_CAMBIOS = ("Referencia", "Riesgo", "Zona inherente", "Zona residual", "Cambio")
"""Rótulos del mapa de calor y de la tabla de cada riesgo."""
EN_COLOR_LLENO = "Convenciones: en color lleno, las celdas con riesgos; en color claro, las demás."

BloqueDelCuerpo = (
    BloqueTitulo
    | BloqueParrafo
    | BloqueTabla
    | BloqueFirmas
    | BloqueDatos
    | BloqueImagen
    | BloqueSalto
    | BloqueContenido
    | BloqueTexto
    | BloqueMapaDeCalor
)
"""Bloque que se escribe."""

BloqueDeFormato = BloqueDelCuerpo | BloqueSeccion
