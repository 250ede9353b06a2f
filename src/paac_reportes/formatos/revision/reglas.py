"""Las reglas de un formato: de qué parte es cada una; y las de los textos.

Una regla corre sobre una parte (el formato, una tabla, una columna, un bloque) de un formato que se
entiende entero. Las de los textos piden plantillas sanas y variables que existen donde están.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeFormato, Falla, unir_ruta
from paac_reportes.estructura import Extras, mostrar
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.bloques import (
    GRUPOS,
    BloqueDeFormato,
    BloqueTabla,
    BloqueTexto,
    BloqueTitulo,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.formato import Formato, bloques_de_pagina
from paac_reportes.formatos.definicion.pagina import (
    NADA,
    OTRA_PARTE,
    PAGINA,
    SEGUN,
    SU_FILA,
    SU_TABLA,
    BloqueDePagina,
)
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS, Recorre
from paac_reportes.imagenes import DE_TEXTO
from paac_reportes.maqueta.aspecto import NEGRO
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.estilos import BLANCO, CONTRASTE, contraste
from paac_reportes.modelo import Firma
from paac_reportes.normativa.normas import RegimenEnTextos, SeguidoEnTextos
from paac_reportes.textos.plano import PROHIBIDOS, el_mas_cercano, el_mas_parecido
from paac_reportes.textos.plantillas import impresos_de, redactor, redactor_de_fila, variables_de


@clases.frozen(kw_only=True, eq=False)
class EnFormato:
    """El formato entero."""

    formato: Formato
    ruta: str = ""

    @clases.propiedad_recordada
    def tablas(self) -> tuple["EnTabla", ...]:
        """Las tablas del formato, una por una."""
        return tuple(
            EnTabla(formato=self.formato, ruta=f"tablas.{nombre}", nombre=nombre, tabla=tabla)
            for nombre, tabla in self.formato.tablas.items()
        )

    @clases.propiedad_recordada
    def bloques(self) -> tuple["EnBloque", ...]:
        """Los bloques de su cuerpo, uno por uno."""
        return tuple(
            EnBloque(formato=self.formato, ruta=f"cuerpo[{numero}]", numero=numero, bloque=bloque)
            for numero, bloque in enumerate(self.formato.cuerpo)
        )

    @property
    def de_pagina(self) -> Iterator["EnBloqueDePagina"]:
        """Sus encabezados y sus pies, uno por uno."""
        for ruta, bloque in bloques_de_pagina(self.formato).items():
            yield EnBloqueDePagina(formato=self.formato, ruta=ruta, bloque=bloque)


@clases.frozen(kw_only=True, eq=False)
class EnBloque(EnFormato):
    """Un bloque del cuerpo."""

    numero: int
    bloque: BloqueDeFormato

    @property
    def tablas_que_nombra(self) -> tuple[str, ...]:
        """Los nombres de las tablas que escribe, si es un bloque que las escribe."""
        bloque = self.bloque
        return bloque.tablas if isinstance(bloque, BloqueTabla) else ()


@clases.frozen(kw_only=True, eq=False)
class EnBloqueDePagina(EnFormato):
    """Un encabezado o un pie."""

    bloque: BloqueDePagina


@clases.frozen(kw_only=True, eq=False)
class EnTabla(EnFormato):
    """Una tabla."""

    nombre: str
    tabla: TablaDeFormato

    @property
    def recorren(self) -> list[Recorre]:
        """Listas que recorren sus secciones."""
        return [seccion.recorre for seccion in self.tabla.secciones]

    @clases.propiedad_recordada
    def columnas(self) -> tuple["EnColumna", ...]:
        """Las columnas de la tabla, una por una."""
        return tuple(map(self.en_columna, range(len(self.tabla.columnas))))

    def en_columna(self, indice: int, dicho_en: str | None = None) -> "EnColumna":
        """La columna de ese número; ``dicho_en``: dónde se dicen sus fallas, si no es en ella."""
        return EnColumna(
            formato=self.formato,
            ruta=dicho_en or f"tablas.{self.nombre}.columnas[{indice}]",
            nombre=self.nombre,
            tabla=self.tabla,
            indice=indice,
            columna=self.tabla.columnas[indice],
        )


@clases.frozen(kw_only=True, eq=False)
class EnColumna(EnTabla):
    """Una columna."""

    indice: int
    columna: Columna


Sitio = TypeVar("Sitio", bound=EnFormato)
Regla = Callable[[EnFormato], Iterator[Falla]]
"""Regla de una parte, que corre sobre una o sobre todas las del formato."""
Comprobar = Callable[[Sitio], Iterator[Falla | str]]
"""Comprobación de una parte: da cada falla o, si su regla la nombra, por qué lo es."""


def regla_sobre(
    clase: type[Sitio], clave: str = "", codigo: str = "formato_incoherente"
) -> Callable[[Comprobar[Sitio]], Regla]:
    """Decorador de una regla: de qué parte es.

    Lo que la regla diga sin más es una falla con ese ``codigo`` y en esa clave suya.
    """

    def declarar(comprobar: Comprobar[Sitio]) -> Regla:
        """Regla que corre ``comprobar`` en cada parte de la clase."""

        @functools.wraps(comprobar)
        def correr(sitio_mayor: EnFormato) -> Iterator[Falla]:
            """Fallas que la regla da en cada parte."""
            for sitio in _sitios(clase, sitio_mayor):
                ruta = unir_ruta(sitio.ruta, clave)
                for motivo in comprobar(sitio):
                    yield Falla(codigo, ruta, motivo) if isinstance(motivo, str) else motivo

        return correr

    return declarar


def _sitios(clase: type[Sitio], sitio: EnFormato) -> Iterable[Any]:
    """Las partes de esa clase que hay en un sitio; sólo él, si lo es."""
    if isinstance(sitio, clase):
        return (sitio,)
    if clase is EnColumna:
        return (columna for tabla in sitio.tablas for columna in tabla.columnas)
    if clase is EnTabla:
        return sitio.tablas
    return sitio.bloques if clase is EnBloque else sitio.de_pagina


PROSA = (
    *("presentacion", "periodo", "general", "pendientes", "metodologia", "hallazgo", "decisiones"),
    *("verificacion", "lo_verificado", "cambios", "conclusiones", "dependencias", "componentes"),
    *("resultados", "por_vencer", "ejecutado", "vencidas", "titulo_del_resumen"),
    *("titulo_por_componente", "titulo_por_dependencia"),
    *("de_quien_son_las_partes", "dos_rojos", "que_es_una_actividad", "cuentas_de_la_matriz"),
    *("presenta_recomendaciones", "presenta_anteriores", "mapa_de_riesgos"),
    *("hallazgo_del_mapa", "decisiones_del_mapa", "sustento"),
    *("ciudad", "proximo_corte", "tratamiento"),
    *("donde_estan_todas", "vocal", "actividad", "actividades"),
)
"""Los párrafos que salen de las cifras (``informe.prosa.parrafos``)."""

_TEXTO_DEL_PLAN = expresion(r"textos\.(?P<clave>[a-z_]+)")
"""Un texto del plan, que se nombra por su clave."""

_REMISION = expresion(r"remision\.(?P<clave>[a-z][a-z0-9_]*)")
"""El nombre de otra parte del documento, por la clave de su bloque."""

_EXTRA = expresion(rf"(?:entidad|componente)\.extras\.{NOMBRE_DE_EXTRA.pattern}")
"""Un extra; cuáles hay, sólo lo dice el plan."""

DEL_MAPA = (
    *("mapa.version", "mapa.mision", "mapa.metodologia", "mapa.fecha_elaboracion"),
    *("mapa.fecha_publicacion", "mapa.fecha_actualizacion", "seguimiento_del_mapa.elaboracion"),
    *("seguimiento_del_mapa.publicacion", "seguimiento_del_mapa.elaborado_por"),
    *("seguimiento_del_mapa.fecha", "proceso.nombre", "proceso.codigo", "proceso.objetivo"),
    *("proceso.alcance", "proceso.tipo", "proceso.lider", "proceso.dependencia"),
)
"""Caminos del mapa de riesgos que un texto puede nombrar, escritos: quien no lo usa no lo carga."""

DE_UN_LUGAR = {*GRUPOS, "grupo", "firma", "informe", "proceso"}
"""Las variables que sólo existen en algunos textos."""


Declarado = tuple[str, str, Any]
"""Declaración de un campo: qué nombran sus textos, la ruta del objeto que lo lleva y él."""


@clases.frozen
class TextoRevisado:
    """Un texto de un formato, y lo que puede nombrar además de lo de siempre."""

    ruta: str
    plantilla: str
    nombra: tuple[Declarado, ...] = ()
    """Declaraciones de su campo y de los que lo contienen."""

    def admite(self, alcance: str) -> bool:
        """Si alguna clave que lo contiene declara ese alcance, como ``fila`` o ``remision``."""
        return any(declarado == alcance for declarado, _, _ in self.nombra)


def fallas_de_textos(formato: object) -> Iterator[Falla]:
    """Fallas de las plantillas de un formato, o de los datos que no alcanzaron a serlo."""
    for texto in textos_del_formato(formato):
        if not texto.plantilla.startswith(DE_TEXTO):  # una imagen es larga, y no lleva variables
            yield from _plantilla(texto)


@regla_sobre(EnFormato)
def claves_repetidas(sitio: EnFormato) -> Iterator[Falla]:
    """Falla de cada clave de bloque repetida, si algún texto puede nombrarlos."""
    numeros: dict[tuple[str, bool, str], int] = {}
    for en_bloque in sitio.bloques:
        bloque = en_bloque.bloque
        # La de un texto sin título es la del texto del plan: la puede llevar también su título.
        suelto = isinstance(bloque, BloqueTexto) and not bloque.titulo
        claves = [(bloque.clave or "", suelto, medio) for medio in bloque.en]
        otro = next((numeros[clave] for clave in claves if clave in numeros), None)
        if otro is not None and sitio.formato.numeracion is not None:
            motivo = f"cada bloque lleva la suya, y {bloque.clave!r} es la de cuerpo[{otro}]"
            yield Falla("dato_repetido", f"{en_bloque.ruta}.clave", motivo)
        elif bloque.clave:
            numeros |= dict.fromkeys(claves, en_bloque.numero)


@regla_sobre(EnBloque, clave="numeracion")
def numeros_que_no_hay(sitio: EnBloque) -> Iterator[str]:
    """Quejas del anexo que no es de primer nivel, y del número donde los títulos no lo llevan."""
    bloque = sitio.bloque
    if not isinstance(bloque, BloqueTitulo | BloqueTexto) or bloque.numeracion == "seguida":
        return
    if not sitio.formato.numera_titulos:
        yield "sobra: el formato no numera sus títulos; falta [numeracion]"
    elif bloque.numeracion == "anexo" and bloque.nivel != 1:
        yield f"un anexo es un título de nivel 1, y este es de nivel {bloque.nivel}"


def fallas_de_alcance(sitio: EnFormato) -> Iterator[Falla]:
    """Fallas de las variables que existen, pero no en el texto que las nombra."""
    for texto in textos_del_formato(sitio.formato):
        if "{" not in texto.plantilla or texto.admite(SU_FILA):
            continue
        try:
            caminos = variables_de(texto.plantilla)
        except ErrorDeFormato:
            continue  # ya lo dice ``fallas_de_textos``
        for remision in filter(None, map(_REMISION.fullmatch, sorted(caminos))):
            yield from _remision_equivocada(remision["clave"], texto, sitio.formato)
        for raiz in sorted({camino.split(".")[0] for camino in caminos} & DE_UN_LUGAR):
            if raiz not in _alcance(texto, sitio.formato):
                yield Falla("variable_desconocida", texto.ruta, f"aquí no hay {raiz!r} que nombrar")


def _alcance(texto: TextoRevisado, formato: Formato) -> set[str]:
    """Los objetos que un texto puede nombrar, según dónde está."""
    alcance = set[str]()
    for declarado, ruta, objeto in texto.nombra:
        if declarado == SU_TABLA:
            alcance |= _raices_de_su_tabla(ruta.removeprefix("tablas."), formato)
        elif declarado in SEGUN:
            alcance.update(_raices_segun(declarado, getattr(objeto, declarado)))
        else:
            alcance.add(declarado)
    return alcance


def _raices_segun(clave: str, valor: Any) -> Sequence[str]:
    """Raíces que deja nombrar el valor de una clave: un grupo, él y los que lo contienen."""
    if valor in GRUPOS:
        return GRUPOS[: GRUPOS.index(valor) + 1]
    return ("grupo",) if clave == "por" else _SEGUN_EL_VALOR.get(valor, ())


_SEGUN_EL_VALOR: dict[object, tuple[str, ...]] = {
    "firma": ("firma",),
    "proceso": ("proceso",),
    "unica": ("dependencia",),  # no la hay, pero un texto puede preguntar por ella
    True: ("informe",),
}


def _raices_de_su_tabla(nombre: str, formato: Formato) -> set[str]:
    """Raíces que puede nombrar un texto de una tabla, por los bloques que la escriben."""
    cadas = {
        bloque.cada
        for bloque in formato.cuerpo
        if bloque.tipo == "tabla" and nombre in bloque.tablas
    }
    alcance = {"dependencia", "componente", *({"proceso"} & cadas)}
    if cadas & {"plan", "dependencia"}:
        alcance.discard("componente")
    if "plan" in cadas:
        alcance.discard("dependencia")
    return alcance


def _remision_equivocada(clave: str, texto: TextoRevisado, formato: Formato) -> Iterator[Falla]:
    """Falla de un texto que remite al bloque de esa clave, si no se puede; si no, ninguna."""
    ruta = texto.ruta
    if not texto.admite(OTRA_PARTE):
        motivo = "aquí no se puede nombrar otra parte: sólo en el cuerpo y en las notas y franjas"
        yield Falla("plantilla_invalida", ruta, motivo)
    elif formato.numeracion is None:
        motivo = "para nombrar otra parte, el formato la numera: falta [numeracion]"
        yield Falla("formato_incoherente", ruta, motivo)
    elif clave in formato.claves or clave in formato.aparte:
        return
    elif any(bloque.clave == clave for bloque in formato.cuerpo):
        motivo = f"el bloque con la clave {clave!r} no lleva una leyenda, con el número que nombrar"
        yield Falla("formato_incoherente", ruta, motivo)
    else:
        cerca = el_mas_cercano(clave, formato.claves, cutoff=0)
        pista = "ninguno tiene clave" if cerca is None else f"la más parecida es {cerca!r}"
        motivo = f"ningún bloque tiene la clave {clave!r}; {pista}"
        yield Falla("variable_desconocida", ruta, motivo)


def _plantilla(texto: TextoRevisado) -> Iterator[Falla]:
    """Fallas de un texto: cómo está escrito, qué variables nombra y si ahí se pueden nombrar."""
    ruta, plantilla = texto.ruta, texto.plantilla
    if texto.admite(NADA) and "{{" in plantilla:
        yield Falla(
            "plantilla_invalida", ruta, "este texto se toma como está y no admite variables"
        )
        return
    if PROHIBIDOS.search(plantilla):
        yield Falla(
            "dato_invalido",
            ruta,
            f"trae un carácter que no se puede escribir: {mostrar(plantilla)}",
        )
    de_columna = texto.admite(SU_FILA)
    try:
        (redactor_de_fila if de_columna else redactor)(plantilla)
    except ErrorDeFormato as error:
        yield from (falla.en(ruta) for falla in error.fallas)
        return
    if "{" in plantilla and not de_columna:
        usados = variables_de(plantilla)
        if usados & {"pagina", "paginas"} and not texto.admite(PAGINA):
            yield Falla(
                "plantilla_invalida", ruta, "el número de página sólo va en encabezados y pies"
            )
        for camino in sorted(impresos_de(plantilla) & sin_texto()):
            yield Falla(
                "variable_desconocida", ruta, f"{camino!r} no es un texto que se pueda escribir"
            )
        formas = (_TEXTO_DEL_PLAN, _EXTRA, _REMISION)
        abiertas = {c for c in usados if any(forma.fullmatch(c) for forma in formas)}
        las_que_hay = variables_de_textos()
        for camino in sorted(usados - abiertas - set(las_que_hay)):
            pista = el_mas_parecido(camino, las_que_hay, "la más parecida es")
            yield Falla("variable_desconocida", ruta, f"no existe la variable {camino!r}{pista}")


@clases.recordada  # no depende del plan, y un formato hace muchos reportes
def claves_de_textos(formato: Formato, medio: Medio) -> frozenset[str]:
    """Las claves de ``textos`` que un formato muestra en un medio."""
    visibles = [bloque for bloque in formato.cuerpo if medio in bloque.en]
    claves = {bloque.clave for bloque in visibles if bloque.tipo == "texto"}
    caminos = {
        camino
        for visible in (attrs.evolve(formato, cuerpo=()), *visibles)
        for texto in textos_del_formato(visible)
        if "textos." in texto.plantilla
        for camino in variables_de(texto.plantilla)
    }
    if formato.cuerpo_en_word is not None:
        caminos |= formato.cuerpo_en_word.nombrados
    return frozenset(claves).union(c["clave"] for c in map(_TEXTO_DEL_PLAN.fullmatch, caminos) if c)


@functools.cache
def variables_de_textos() -> tuple[str, ...]:
    """Variables que un texto del formato puede nombrar."""
    simples = ["vigencia", "corte", "pagina", "paginas", "titular"]
    simples += ["entidad", *GRUPOS, "grupo", "mapa", "seguimiento_del_mapa", "proceso"]
    campos = [
        f"{raiz}.{campo.name}"
        for raiz in ("entidad", *GRUPOS)
        for campo in attrs.fields(RECORRIDOS["actividades"].raices[raiz])
    ]
    campos += [f"firma.{campo.name}" for campo in attrs.fields(Firma)]
    campos += [f"prosa.{nombre}" for nombre in PROSA]
    campos += DEL_MAPA
    campos += [f"regimen.{campo.name}" for campo in attrs.fields(RegimenEnTextos)]
    campos += [f"seguido.{campo.name}" for campo in attrs.fields(SeguidoEnTextos)]
    campos += ["informe.numero", "informe.ordinal", "informe.corte"]
    return (*simples, *campos, "formato.codigo", "formato.nombre", "formato.version")


@functools.cache
def sin_texto() -> frozenset[str]:
    """Variables por las que se pregunta si están, sin escribirlas: objetos, listas e imágenes."""
    raices = {raiz: RECORRIDOS["actividades"].raices[raiz] for raiz in ("entidad", *GRUPOS)}
    raices["firma"] = Firma
    campos = {
        f"{raiz}.{campo.name}"
        for raiz, clase in raices.items()
        for campo in attrs.fields(clase)
        if campo.type is Extras or any(clase in str(campo.type) for clase in ("tuple", "bytes"))
    }
    del_mapa = {camino.partition(".")[0] for camino in DEL_MAPA}
    return frozenset({*campos, *raices, *del_mapa, "informe", "formato", "regimen"})


def textos_del_formato(formato: object) -> Iterator[TextoRevisado]:
    """Los textos de un formato, o de una parte suya."""
    return _textos(formato, "", ())


def _textos(valor: Any, ruta: str, nombra: tuple[Declarado, ...]) -> Iterator[TextoRevisado]:
    """Textos de un valor, que está en esa ruta y dentro de lo que declara ``nombra``."""
    if isinstance(valor, str):
        yield TextoRevisado(ruta, valor, nombra)
        return
    for lugar, parte, alcances in _partes(valor, ruta):
        declarados = [(alcance, ruta, valor) for alcance in alcances]
        yield from _textos(parte, lugar, (*nombra, *declarados))


def _partes(valor: Any, ruta: str) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    """Lugar de cada parte que un valor trae, ella y los alcances que declara su campo."""
    if isinstance(valor, tuple):
        yield from ((f"{ruta}[{indice}]", parte, ()) for indice, parte in enumerate(valor))
    elif isinstance(valor, dict):
        yield from ((unir_ruta(ruta, str(clave)), parte, ()) for clave, parte in valor.items())
    elif attrs.has(clase := type(valor)):
        for campo, alcances in _declarado(clase).items():
            if parte := getattr(valor, campo):
                yield unir_ruta(ruta, campo), parte, alcances


@functools.cache
def _declarado(clase: Any) -> dict[str, tuple[str, ...]]:
    """Alcances que declara cada campo que se escribe en ``formato.toml``: la fuente no es uno."""
    campos = (campo for campo in attrs.fields(clase) if not campo.metadata.get("aparte"))
    return {campo.name: campo.metadata.get("nombra", ()) for campo in campos}


def falla_de_contraste(
    ruta: str, color: str | None, relleno: str | None = None, minimo: float = CONTRASTE
) -> Iterator[Falla]:
    """La falla de una letra o una barra de un color que no contrasta con su relleno.

    ``minimo``: el contraste que se pide; el de una barra es menor. ``color``: con ``None``, negro;
    ``relleno``: con ``None``, blanco.
    """
    letra, fondo = color or NEGRO, relleno or BLANCO
    if (razon := contraste(letra, fondo)) < minimo:
        que, dice = ("letra", "lee") if minimo == CONTRASTE else ("barra", "ve")
        motivo = (
            f"la {que} {letra} no se {dice} sobre {fondo}: su contraste es"
            f" {_con_coma(razon)} y se esperaba al menos {_con_coma(minimo)}"
        )
        yield Falla("contraste_bajo", ruta, motivo)


def _con_coma(razon: float) -> str:
    return f"{razon:.1f}".replace(".", ",")
