"""Los bloques de una parte como expresiones de Typst: las tablas y, uno tras otro, todos.

Las tablas llevan sus anchos, sus rótulos repetidos y sus filas, enteras mientras quepan en una
página. Antes, las que Typst no deja separar (las últimas, y las del nombre de un grupo) y las
marcas con que una página dice de quién es lo que sigue (lo que dibujan está en
``estilos.COMUNES``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby, islice, pairwise
from typing import assert_never

import attrs

from paac_reportes import clases
from paac_reportes.escritores.pdf.estilos import SALTO, Estilos, entre, trazo
from paac_reportes.escritores.pdf.etiquetas import TablaEtiquetada, etiquetada_de
from paac_reportes.escritores.pdf.textos import (
    TextosDelPdf,
    cadena,
    en_pt,
    marca_de_ancla,
    secuencia,
    si_o_no,
)
from paac_reportes.maqueta.altos import TYPST
from paac_reportes.maqueta.aspecto import CUADRICULA
from paac_reportes.maqueta.cierre import ENTRE_TABLAS, Cierre, Cola, entre_tablas
from paac_reportes.maqueta.contenido import CONTINUA, MIL, ConBarra, barra_de, que_sigue, solo_texto
from paac_reportes.maqueta.cortes import (
    Cortador,
    Cortes,
    cola_de,
    dice_de_quien_sigue,
    esta_en_su_franja,
    van_juntos,
)
from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import (
    AIRE_DE_CELDA,
    ALTO_DE_BARRA,
    COLOR_DE_BARRA,
    ESTILO_DE_CONTENIDO,
    ESTILO_DE_DEBAJO,
    MARGEN_DE_CELDA,
    SOBRE_LA_BARRA,
    Estilo,
    aire_entre_tablas,
    en_cuadricula,
    estilo_que_sigue,
    estilos_en_cuadricula,
)
from paac_reportes.maqueta.grupos import filas_de_su_nombre, grupos_de, repetidas_de
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import (
    Bloque,
    ElementoDeLista,
    EnLista,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
    aire_bajo,
    con_listas,
    lleva_marco,
)
from paac_reportes.maqueta.rejilla import Celda, CeldaDeFila, resolver

_Lugar = tuple[int, int]
"""La fila y la columna de una celda, desde 0."""
Marcas = dict[_Lugar, list[str]]
_LETRAS_EN_BREVE = 45
"""Letras del nombre de lo que sigue: a lo más, y donde no cabe tanto."""


@clases.frozen
class LoQueSigue:
    """Marcas de dónde empieza y dónde termina lo que una página puede cortar."""

    marcas: Marcas = attrs.Factory(dict)
    de_rotulos: Marcas = attrs.Factory(dict)
    """Marcas que van en uno de sus rótulos: bajo ellos empieza lo que lleva cada página."""
    sin_rotulos: str = ""
    """Fila sin alto con esa misma marca, si la tabla no tiene rótulos."""


NADA = LoQueSigue()


class Continuacion:
    """Marcas de lo que puede seguir en otra página, en las tablas de una parte."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        funciones: Estilos,
        numeros: Iterator[str],
        bordes: Callable[[Tabla], list[float]],
    ) -> None:
        """``funciones``: las de Typst; ``numeros``: da uno nuevo cada vez.

        ``bordes``: da los de las columnas de una tabla.
        """
        self._estilos = estilos
        self._funciones = funciones
        self._numeros = numeros
        self._bordes = bordes

    def marcas_de(
        self, tabla: Tabla, cortes: Cortes, rejilla: Sequence[Sequence[CeldaDeFila]]
    ) -> LoQueSigue:
        """Las marcas de una tabla: las de sus grupos y las de las filas que se parten.

        De cada celda que puede seguir en otra página, dónde empieza y termina, y las frases con que
        allá se nombra. La del comienzo va después del texto: en la página donde aún no ha terminado
        no queda lugar para decir de quién es.
        """
        if cortes.entera or not dice_de_quien_sigue(tabla, cortes):
            return NADA
        marcas: Marcas = {}
        aspectos: dict[int, str] = {}  # por columna
        numero_de_tabla = next(self._numeros)
        for lugar, formas, finales in _cortables(tabla, rejilla, cortes):
            numero = next(self._numeros)
            fila, columna = lugar
            if columna not in aspectos:
                aspectos[columna] = self._aspecto_de_lo_que_sigue(tabla, columna, fila)
            frases = map(cadena, formas)
            valor = ", ".join((numero, numero_de_tabla, *frases, aspectos[columna]))
            marcas.setdefault(lugar, []).append(f"[#metadata(({valor})) <empieza>]")
            for final in finales:
                marcas.setdefault(final, []).append(f"[#metadata({numero}) <termina>]")
        return self._con_su_lugar(tabla, marcas, f"bajo-{numero_de_tabla}") if marcas else NADA

    def con_su_titulo(self, siguen: LoQueSigue, tabla: Tabla, titulo: Titulo | None) -> LoQueSigue:
        """Las marcas, con el título de que son las franjas, o las filas, si ninguna lo dice.

        Va sobre la tabla, y sólo se ve donde ella comienza la página: bajo el título ya se sabe.
        """
        franjas = [f.celdas[0] for f in tabla.rotulos if f.celdas[0].estilo == "franja"]
        de_alguien = franjas or (tabla.rotulos and tabla.filas.son_del_contenido)
        if not (titulo and titulo.nivel and de_alguien) or any(map(titulo.es_la_franja, franjas)):
            return siguen
        nombre = que_sigue(titulo.con_numero)
        valor = f"{self._funciones.parrafo('celda')}, {cadena(nombre)}"
        marca = f"place(top + left, [#metadata(({valor})) <franja>])"
        de_la_primera = [*siguen.de_rotulos.get((0, 0), ()), marca]
        return attrs.evolve(siguen, de_rotulos={**siguen.de_rotulos, (0, 0): de_la_primera})

    def _aspecto_de_lo_que_sigue(self, tabla: Tabla, columna: int, fila: int) -> str:
        """Cómo se escribe lo que sigue de una celda en otra página: ``parrafo-a, 0pt, …``.

        La letra, dónde empieza, su ancho y su aire.
        """
        estilo = tabla.columnas[columna].estilo(fila)
        sigue = estilo_que_sigue(estilo)
        letra = self._funciones.parrafo(sigue if sigue in self._estilos else estilo)
        desde, hasta = self._bordes(tabla)[columna : columna + 2]
        medidas = desde, hasta - desde, AIRE_DE_CELDA + self._estilos[estilo].antes
        return ", ".join((letra, *map(en_pt, medidas)))

    def _con_su_lugar(self, tabla: Tabla, marcas: Marcas, nombre: str) -> LoQueSigue:
        """Marcas, con la de dónde terminan los rótulos, que se repite con ellos y se llama así.

        Va al pie de uno que llega hasta abajo; si no los hay, en una fila sin alto.
        """
        if not tabla.rotulos:
            marca = f"[#metadata((0pt, 0pt)) <{nombre}>]"
            fila = f"table.cell(colspan: {len(tabla.anchos)}, inset: 0pt, {marca}),"
            return LoQueSigue(marcas, sin_rotulos=fila)
        bordes = self._bordes(tabla)
        for columna, celda, origen in resolver(tabla.rotulos, len(tabla.anchos))[-1]:
            estilo = self._estilos[celda.estilo]
            if not estilo.girado:
                corre = en_pt(bordes[columna] + MARGEN_DE_CELDA + estilo.margen)
                valor = f"{corre}, {en_pt(AIRE_DE_CELDA + estilo.despues)}"
                marca = f"place(bottom + left, [#metadata(({valor})) <{nombre}>])"
                return LoQueSigue(marcas, {(origen, columna): [marca]})
        return LoQueSigue(marcas)


def _cortables(
    tabla: Tabla, rejilla: Sequence[Sequence[CeldaDeFila]], cortes: Cortes
) -> Iterator[tuple[_Lugar, tuple[str, str], Sequence[_Lugar]]]:
    """Grupos y filas que se parten: la celda que los nombra, qué se dice y sus finales.

    El comienzo de un grupo está en la celda de todas sus filas: de las de una, Typst puede dejar la
    marca en la página donde ella no cupo. Su final, en la más larga de la última: hasta ahí hay
    lugar. Ante la que nombra una fila van otra vez el grupo de que es la única, y su número, que
    solo no la nombra: como está.
    """
    for grupo in (*grupos_de(tabla), *repetidas_de(tabla)):
        ultima = grupo.hasta - 1
        largos = [
            (len(celda.contenido), columna)
            for columna, celda, origen in rejilla[ultima]
            if origen == ultima and celda.filas == 1
        ]
        if largos:
            _, mas_larga = max(largos)
            nombra = grupo.columna in {0, *tabla.titulares}
            texto = grupo.nombre
            formas = formas_de_decir_que_sigue(texto) if nombra else (texto, texto)
            yield (grupo.desde, grupo.columna), formas, ((ultima, mas_larga),)
    for fila in sorted(cortes.partidas):
        propias = [(fila, lugar.columna) for lugar in rejilla[fila] if lugar.origen == fila]
        titular = celda_que_nombra(tabla.titulares, rejilla[fila])
        if titular is None:
            yield propias[0], formas_de_decir_que_sigue(""), propias
        elif titular.celda.filas == 1:  # lo de varias es un grupo, que se dice por su cuenta
            nombre = solo_texto(titular.celda.contenido)
            yield (fila, titular.columna), formas_de_decir_que_sigue(nombre), propias
            for columna, celda, _ in rejilla[fila]:
                otro = solo_texto(celda.contenido).strip()
                if columna < titular.columna and celda.filas == 1 and otro:
                    nombra = any(map(str.isalpha, otro))
                    formas = formas_de_decir_que_sigue(otro) if nombra else (otro, otro)
                    yield (fila, columna), formas, propias


def celda_que_nombra(titulares: Sequence[int], fila: Sequence[CeldaDeFila]) -> CeldaDeFila | None:
    """La celda que nombra una fila: de sus columnas ``titulares``, la última que dice algo.

    ``None`` si ninguna dice.
    """
    lugares = {lugar.columna: lugar for lugar in fila if lugar.columna in titulares}
    con_texto = (
        lugares[columna]
        for columna in reversed(titulares)
        if columna in lugares and solo_texto(lugares[columna].celda.contenido).strip()
    )
    return next(con_texto, None)


def formas_de_decir_que_sigue(nombre: str) -> tuple[str, str]:
    """``Hacienda (continúa)``, con el nombre entero; y más breve, para donde no cabe."""
    return que_sigue(nombre), que_sigue(nombre, _LETRAS_EN_BREVE, CONTINUA[1])


def es_banda(numero: int, lugares: Sequence[CeldaDeFila], cortes: Cortes) -> bool:
    """Si la fila es una sola celda que encabeza las que siguen, y no se parte entre páginas."""
    es_una = len(lugares) == 1 and lugares[0].celda.filas == 1
    return es_una and numero in cortes.encabezan and numero not in cortes.partidas


def bandas_del_cierre(rejilla: Sequence[Sequence[CeldaDeFila]], cortes: Cortes) -> frozenset[int]:
    """Bandas entre las filas que Typst no deja separar, donde él no admite encabezados."""
    desde = cortes.cierre.desde if cortes.cierre else len(rejilla)
    del_cierre = enumerate(rejilla[desde:], desde)
    return frozenset(fila for fila, lugares in del_cierre if es_banda(fila, lugares, cortes))


def rellenos_de(
    rejilla: Sequence[Sequence[CeldaDeFila]], cortes: Cortes, juntas: Iterable[range] = ()
) -> dict[int, str]:
    """Celdas, en Typst y por su primera fila, de una columna sin ancho que ata filas; o ninguna.

    Una celda que no se parte ata las que cubre: las ``juntas`` y, si llega a ellas alguna celda que
    viene de arriba, las del cierre, que a un pie de Typst no llega. La última llega hasta la
    reserva; una banda, que para Typst es un encabezado, lleva la suya.
    """
    cierre, final = cortes.cierre, len(rejilla)
    desde = cierre.desde if cierre else final
    atan = {filas.start: filas.stop for filas in _sin_cruces(juntas, desde)}
    if cierre is not None and cierre.cruzado:
        atan[desde] = final
    if not atan:
        return {}
    bandas = [n for n, lugares in enumerate(rejilla[:desde]) if es_banda(n, lugares, cortes)]
    de_bandas = chain.from_iterable((banda, banda + 1) for banda in bandas)
    bordes = sorted({0, desde, final, *atan, *atan.values(), *de_bandas})
    reserva_hasta = {final: 1} if cierre and cierre.reserva else {}
    return {
        fila: celdas_de_relleno(hasta - fila + reserva_hasta.get(hasta, 0), ata=fila in atan)
        for fila, hasta in pairwise(bordes)
    }


def _sin_cruces(juntas: Iterable[range], hasta: int) -> Iterator[range]:
    """Tramos que no pasan de la fila ``hasta``; de los que se cruzan, el que empieza antes."""
    libre = 0
    for filas in sorted(juntas, key=lambda filas: (filas.start, -filas.stop)):
        if libre <= filas.start and filas.stop <= hasta:
            yield filas
            libre = filas.stop


def celdas_de_relleno(filas: int = 1, *, ata: bool = False) -> str:
    """Celda de la columna que no se ve, de tantas ``filas``: la que las ata no se parte.

    ``ata``: si las filas no se separan.
    """
    se_parte = "false" if ata else "true"
    dentro = f"rowspan: {filas}, breakable: {se_parte}, stroke: none, inset: 0pt"
    return f"table.cell({dentro})[]"


def en_el_cierre(cierre: Cierre | None, filas: Iterator[str], bordes: int) -> str:
    """Las últimas filas como pie que no se repite: Typst no lo reparte entre dos páginas.

    Si las ata una columna que no se ve (``cruzado``), como filas. La reserva es una fila en blanco
    que tampoco se aparta de ellas; tras la tabla se retrocede, y ahí va lo que la sigue.
    """
    if cierre is None:
        return ""
    reserva = ""
    if cierre.reserva:
        sin_marco = "stroke: (left: none, right: none, bottom: none), inset: 0pt"
        dentro = f"colspan: {bordes - 1}, {sin_marco}, v({en_pt(cierre.reserva)})"
        reserva = f"    table.cell({dentro}),\n"
    renglones = f"{renglones_de(filas)}{reserva}"
    return renglones if cierre.cruzado else f"  table.footer(repeat: false,\n{renglones}  ),\n"


def renglones_de(filas: Iterator[str]) -> str:
    """Filas de Typst, cada una en su renglón."""
    return "".join(f"    {fila}\n" for fila in filas)


Envolver = Callable[[str], str]
"""Función que envuelve lo que dice una celda, en Typst: ``"…"`` → ``titulo(1, "…")``."""


def _sin_envolver(cuerpo: str) -> str:
    return cuerpo


@clases.frozen
class FranjaDeTitulo:
    """El título que una tabla dice en uno de sus rótulos, a todo lo ancho, y su nivel en el PDF."""

    titulo: Titulo
    nivel: int


class TablasDelPdf:
    """Tablas de una parte como expresiones de Typst; todas, del mismo ancho útil."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        marco: Marco,
        funciones: Estilos,
        textos: TextosDelPdf,
    ) -> None:
        self._estilos = estilos
        self._en_cuadricula = (
            estilos_en_cuadricula(estilos) if en_cuadricula(estilos) else frozenset()
        )
        """Los estilos de celda cuyo marco lo puede dar la tabla, si lo da a las demás."""
        self._util = marco.pagina.ancho_util
        self._funciones = funciones
        self._textos = textos
        self._cortador = Cortador(estilos, marco, TYPST)
        self._medidor = Medidor(estilos)
        self._continuacion = Continuacion(estilos, funciones, textos.numeros, self._bordes)

    def cortes(self, tabla: Tabla, cola: Cola) -> Cortes:
        """Cortes entre páginas de una tabla; la ``cola``, lo que la sigue sin apartarse."""
        return self._cortador.cortes(tabla, cola)

    def expresion(self, tabla: Tabla) -> str:
        """Expresión de una tabla que no es del cuerpo: un encabezado o un pie."""
        filas = self._filas(tabla, self._cortador.cortes(tabla), None)
        return self._expresion(tabla, tabla.rejilla, filas, NADA)

    def con_sus_etiquetas(
        self,
        tabla: Tabla,
        cortes: Cortes,
        titulo: Titulo | None,
        franja: FranjaDeTitulo | None,
        *,
        con_leyenda: bool,
    ) -> tuple[str, TablaEtiquetada]:
        """Expresión de una tabla del cuerpo, y lo que dice qué nombra cada celda suya.

        ``titulo``: bajo cuál va, que se dice otra vez en las páginas que comienzan por ella.
        """
        rejilla = tabla.rejilla
        siguen = self._continuacion.marcas_de(tabla, cortes, rejilla)
        siguen = self._continuacion.con_su_titulo(siguen, tabla, titulo)
        de_mas = 1 if siguen.sin_rotulos else 0  # la fila que hace de rótulos
        etiquetada = etiquetada_de(
            tabla,
            rejilla,
            con_leyenda=con_leyenda,
            de_mas=de_mas,
            bandas=bandas_del_cierre(rejilla, cortes),
            con_reserva=bool(cortes.cierre and cortes.cierre.reserva),
        )
        rellenos = rellenos_de(rejilla, cortes, self._juntas(tabla, cortes))
        if rellenos:
            rotulos = len(tabla.rotulos) + de_mas
            lugares = (*range(rotulos), *(rotulos + fila for fila in rellenos))
            etiquetada = attrs.evolve(etiquetada, rellenos=frozenset(lugares))
        filas = self._filas(tabla, cortes, franja)
        filas = attrs.evolve(filas, marcas=siguen.marcas, rellenos=rellenos)
        return self._expresion(tabla, rejilla, filas, siguen), etiquetada

    def _filas(
        self, tabla: Tabla, cortes: Cortes, franja: FranjaDeTitulo | None
    ) -> "_FilasDeTabla":
        """Lo que se sabe de las filas de una tabla: sus bordes, sus cortes y su franja."""
        return _FilasDeTabla(self._bordes(tabla), cortes, franja, self._va_en_cuadricula(tabla))

    def _juntas(self, tabla: Tabla, cortes: Cortes) -> Iterator[range]:
        """Tramos de filas que no se apartan: los del nombre de un grupo, y una con su frase debajo.

        Sin los que tienen una fila que se parte; una tabla entera ya las lleva juntas.
        """
        if cortes.entera:
            return iter(())
        con_su_frase = (
            range(fila - 1, fila + 1)
            for fila in tabla.resumenes
            if fila and tabla.columnas[0].estilo(fila) == ESTILO_DE_DEBAJO
        )
        tramos = chain(filas_de_su_nombre(tabla, self._cortador), con_su_frase)
        return filter(cortes.partidas.isdisjoint, tramos)

    def _expresion(
        self,
        tabla: Tabla,
        rejilla: Sequence[Sequence[CeldaDeFila]],
        filas: "_FilasDeTabla",
        siguen: LoQueSigue,
    ) -> str:
        """``table(columns: (…), table.header(…), …)``: la tabla en Typst, con sus rótulos.

        ``siguen``: las marcas que van en los rótulos o, si no los hay, en una fila sin alto.
        """
        bordes, cortes, franja, rellenos = filas.bordes, filas.cortes, filas.franja, filas.rellenos
        todos = (*bordes, *(bordes[-1:] if rellenos else ()))  # la de los rellenos no tiene ancho
        anchos = [en_pt(derecho - izquierdo) for izquierdo, derecho in pairwise(todos)]
        argumentos = [f"columns: ({', '.join(anchos)},)"]
        argumentos += [] if filas.con_marco else ["stroke: none"]
        marcada = franja is not None and cortes.repite_rotulos and not cortes.entera
        rotulos = renglones_de(self._rotulos(tabla, filas, siguen.de_rotulos, marcada=marcada))
        if siguen.sin_rotulos:
            rotulos += f"    {siguen.sin_rotulos}{f' {celdas_de_relleno()},' if rellenos else ''}\n"
        encabezado = f"  table.header(\n{rotulos}  ),\n" if rotulos else ""
        cuerpo = renglones_de(self._cuerpo(rejilla, filas))
        cuerpo += en_el_cierre(cortes.cierre, self._filas_del_cierre(rejilla, filas), len(bordes))
        if tabla.rotulos and not cortes.repite_rotulos:
            encabezado = rotulos
        en_typst = f"table(\n  {', '.join(argumentos)},\n{encabezado}{cuerpo})"
        if cortes.cierre and cortes.cierre.reserva:
            en_typst = secuencia([en_typst, f"v(-{en_pt(cortes.cierre.reserva)})"])
        if franja and marcada:
            # Un título que no se ve, por el que el contenido llega a una franja que se repite.
            titulo = franja.titulo
            dentro = self._textos.expresion(titulo.texto, titulo.estilo, pt_de_mm(self._util))
            return f"marca-de-franja({franja.nivel}, {dentro}) + {en_typst}"
        return f"block(breakable: false, {en_typst})" if cortes.entera else en_typst

    def _rotulos(
        self,
        tabla: Tabla,
        filas: "_FilasDeTabla",
        marcas: dict[tuple[int, int], list[str]],
        *,
        marcada: bool,
    ) -> Iterator[str]:
        """Las filas de rótulos en Typst; la que dice el título de la tabla se hace título.

        ``marcas``: las que llevan sus celdas, por su lugar; ``marcada``: si el título ya va antes.
        """
        franja = filas.franja
        rellenos = {n: celdas_de_relleno() for n in range(len(tabla.rotulos)) if filas.rellenos}
        filas = attrs.evolve(filas, marcas=marcas, rellenos=rellenos)  # lo demás es del cuerpo
        for numero, lugares in enumerate(resolver(tabla.rotulos, len(tabla.anchos))):
            envolver: Envolver = _sin_envolver
            if franja and len(lugares) == 1 and franja.titulo.es_la_franja(lugares[0].celda):
                envolver = _envoltura_de_titulo(franja, marcada=marcada)
                franja = None
            se_parte = numero in filas.cortes.rotulos_partidos
            yield self._fila(lugares, numero, filas, envolver, se_parte=se_parte)

    def _cuerpo(
        self, rejilla: Sequence[Sequence[CeldaDeFila]], filas: "_FilasDeTabla"
    ) -> Iterator[str]:
        """Las filas de la tabla en Typst, sin las del cierre.

        ``rejilla``: las celdas de cada fila.
        """
        cierre = filas.cortes.cierre
        for numero, lugares in enumerate(rejilla[: cierre.desde if cierre else None]):
            se_parte = numero in filas.cortes.partidas
            banda = es_banda(numero, lugares, filas.cortes)
            envolver = self._que_continua() if banda else _sin_envolver
            fila = self._fila(lugares, numero, filas, envolver, se_parte=se_parte)
            # Typst sólo sabe atar a lo que sigue una fila de una celda.
            repite = si_o_no(valor=filas.cortes.repite_rotulos)
            yield f"table.header(level: 2, repeat: {repite}, {fila})," if banda else fila

    def _que_continua(self) -> Envolver:
        """Envoltura de una banda, que en las páginas donde se repite dice que continúa."""
        numero = next(self._textos.numeros)
        return lambda cuerpo: f"banda({numero}, {cuerpo})"

    def _filas_del_cierre(
        self, rejilla: Sequence[Sequence[CeldaDeFila]], filas: "_FilasDeTabla"
    ) -> Iterator[str]:
        """Las filas que cierran la tabla, que no se parten; ninguna si no hay cierre."""
        desde = filas.cortes.cierre.desde if filas.cortes.cierre else len(rejilla)
        for numero, lugares in enumerate(rejilla[desde:], desde):
            yield self._fila(lugares, numero, filas, se_parte=False)

    def _fila(
        self,
        lugares: Sequence[CeldaDeFila],
        numero: int,
        filas: "_FilasDeTabla",
        envolver: Envolver = _sin_envolver,
        *,
        se_parte: bool,
    ) -> str:
        """Las celdas que empiezan en la fila ``numero``, en Typst.

        ``envolver``: cambia el texto de la primera; ``se_parte``: si puede seguir en otra página.
        """
        celdas = []
        for columna, celda, origen in lugares:
            if origen == numero:
                ancho = Pt(filas.bordes[columna + celda.columnas] - filas.bordes[columna])
                marco = "" if filas.con_marco else self._marco(celda)
                marcas = filas.marcas.get((numero, columna), ())
                con_marcas = _con_marcas(marcas, envolver) if marcas else envolver
                celdas.append(self._celda(celda, ancho, con_marcas, marco, se_parte=se_parte))
                envolver = _sin_envolver
        if numero in filas.rellenos:
            celdas.append(filas.rellenos[numero])
        return "".join(f"{en_typst}, " for en_typst in celdas)

    def _va_en_cuadricula(self, tabla: Tabla) -> bool:
        """Si el marco lo da la tabla; si alguna celda lleva otras rayas, cada una da las suyas."""
        if not self._en_cuadricula:
            return lleva_marco(tabla, self._estilos)
        estilos_de_rotulos = (celda.estilo for fila in tabla.rotulos for celda in fila.celdas)
        de_filas = (
            [c.estilos] if isinstance(c.estilos, str) else c.estilos for c in tabla.columnas
        )
        return self._en_cuadricula.issuperset(chain(estilos_de_rotulos, *de_filas))

    def _marco(self, celda: Celda) -> str:
        """Argumento con el marco de una celda, donde no lo da la tabla: la de un membrete.

        Vacío si no va en cuadrícula.
        """
        estilo = self._estilos[celda.estilo]
        return f", stroke: {trazo(CUADRICULA.arriba)}" if estilo.bordes == CUADRICULA else ""

    def _celda(
        self, celda: Celda, ancho: Pt, envolver: Envolver, marco: str, *, se_parte: bool
    ) -> str:
        """``celda-texto("…", colspan: 2)``: una celda en Typst; la girada dice su largo.

        ``envolver``: cambia su texto; ``marco``: el de sus rayas. ``se_parte``: si puede seguir en
        otra página.
        """
        funcion, largo = self._funciones.celda(celda.estilo), ""
        libre = Pt(ancho - 2 * MARGEN_DE_CELDA)
        if self._estilos[celda.estilo].girado:
            alto = self._medidor.alto(celda.contenido, celda.estilo, ancho)
            libre = Pt(min(alto, self._cortador.fila_mas_alta))
            largo = f"{en_pt(libre)}, "
        dentro = self._textos.expresion(celda.contenido, celda.estilo, libre)
        if celda.contenido.__class__ is ConBarra and (parte := barra_de(celda.contenido)):
            dentro = secuencia([dentro, _barra(parte)])
        cuerpo = envolver(f"seguida({dentro})" if se_parte and celda.contenido else dentro)
        tramos = f", colspan: {celda.columnas}" if celda.columnas > 1 else ""
        tramos += f", rowspan: {celda.filas}" if celda.filas > 1 else ""
        tramos += ", breakable: true" if se_parte or celda.filas > 1 else ""
        return f"{funcion}({largo}{cuerpo}{tramos}{marco})"

    def _bordes(self, tabla: Tabla) -> list[float]:
        """Puntos desde la izquierda de cada borde de columna: ``[0, 90, 468]``."""
        return [0.0, *(parte * pt_de_mm(self._util) for parte in accumulate(tabla.anchos))]


def _barra(parte: int) -> str:
    """Barra de una cifra, de largo ``parte`` de ``MIL``, debajo de ella; no se lee en voz alta."""
    medidas = f"width: {100 * parte / MIL:g}%, height: {en_pt(ALTO_DE_BARRA)}"
    dibujo = f'pdf.artifact(rect({medidas}, fill: rgb("#{COLOR_DE_BARRA}")))'
    return f"block(width: 100%, above: {en_pt(SOBRE_LA_BARRA)}, below: 0pt, align(left, {dibujo}))"


@clases.frozen
class _FilasDeTabla:
    """Rasgos comunes de las filas de una tabla."""

    bordes: list[float]
    cortes: Cortes
    franja: FranjaDeTitulo | None
    con_marco: bool
    """Si es la tabla quien dibuja el marco de sus celdas."""
    marcas: dict[tuple[int, int], list[str]] = attrs.Factory(dict)
    """Marcas que no se ven, por la fila y la columna de su celda: ``{(0, 2): [...]}``."""
    rellenos: dict[int, str] = attrs.Factory(dict)
    """Rellenos de la columna que no se ve, al final de una fila, si la hay (``rellenos_de``)."""


def _envoltura_de_titulo(franja: FranjaDeTitulo, *, marcada: bool) -> Envolver:
    """Función que hace de una celda un título; el que ya tiene su marca no va al contenido.

    ``marcada``: si el título ya tiene su marca.
    """
    funcion = "titulo-en-franja" if marcada else "titulo"
    return lambda cuerpo: f"{funcion}({franja.nivel}, {cuerpo})"


def _con_marcas(marcas: Sequence[str], envolver: Envolver) -> Envolver:
    return lambda cuerpo: secuencia([envolver(cuerpo), *marcas])


_SANGRIA_DE_INDICE = 11
"""Puntos que se corre cada nivel de la tabla de contenido."""
_SIN_TABLAS = Titulo | Parrafo | Salto | Indice | EnLista
_PIEZA = _SIN_TABLAS | Tabla


class Niveles:
    """Los niveles de los títulos, sin saltos: de uno no se pasa sino al que sigue (PDF/UA)."""

    def __init__(self) -> None:
        self._ultimo = 0

    def nivel(self, titulo: Titulo) -> int:
        """El nivel del título que sigue: ninguno baja más de uno."""
        self._ultimo = min(titulo.nivel, self._ultimo + 1)
        return self._ultimo


@clases.frozen
class EscritorDeBloques:
    """Bloques de una parte como expresiones de Typst, en un lugar de ``_ancho`` milímetros."""

    _ancho: Mm
    _estilos: dict[str, Estilo]
    _funciones: Estilos
    _textos: TextosDelPdf
    _tablas: TablasDelPdf
    _niveles: Niveles
    etiquetadas: list[TablaEtiquetada]
    """Las tablas que va escribiendo."""

    def renglones(self, bloques: Sequence[Bloque]) -> Iterator[str]:
        """Lo que se escribe en Typst, una expresión por bloque o por lista, con su aire encima.

        El título que una tabla lleva en su franja, la fila de arriba, va con ella.
        """
        piezas: list[_PIEZA] = list(con_listas(bloques))
        primeros = [p.elementos[0].parrafo if isinstance(p, EnLista) else p for p in piezas]
        # Por pieza, si todos sus bloques van en la página del que los sigue.
        atados = iter(van_juntos(bloques, self._estilos, "documento"))
        juntos = [all([*islice(atados, _cuantos_bloques(pieza))]) for pieza in piezas]
        de_franja: Titulo | None = None
        titulo: Titulo | None = None
        anterior: _PIEZA | None = None
        for lugar, pieza in enumerate(piezas):
            siguiente = next(iter(primeros[lugar + 1 : lugar + 2]), None)
            if isinstance(pieza, Titulo) and esta_en_su_franja(pieza, siguiente):
                de_franja = pieza
                continue
            titulo = pieza if isinstance(pieza, Titulo) else titulo
            antes = self._aire_antes(anterior, de_franja or pieza, con_franja=de_franja is not None)
            if anterior is None and antes and isinstance(pieza, Titulo) and not pieza.nivel:
                # En lo alto de la página, Typst quita el aire que va con un bloque.
                yield f"#v({en_pt(antes)})"
                antes = Pt(0)
            con_leyenda = _es_leyenda(anterior)
            if isinstance(pieza, Tabla):
                cola = cola_de(lugar, primeros, juntos)
                cortes = self._tablas.cortes(pieza, cola)
                # Una que se parte, atada a lo que sigue, comenzaría siempre en otra página.
                atada = juntos[lugar] and cortes.entera
                en_typst = self._tabla(pieza, cortes, titulo, de_franja, con_leyenda=con_leyenda)
                if cortes.comienzo:
                    yield f"#con-lugar({en_pt(antes)}, {en_pt(cortes.comienzo)})"
                    antes = Pt(0)
                yield _bloque(antes, en_typst, junto=atada)
            else:
                # Una lista que se parte, atada, comenzaría siempre en otra página.
                se_ata = not isinstance(pieza, EnLista) or _es_leyenda(siguiente)
                junto = juntos[lugar] and se_ata
                yield self._pieza_en_typst(pieza, antes, junto=junto)
            de_franja, anterior = None, pieza

    def _aire_antes(self, anterior: _PIEZA | None, pieza: _PIEZA, *, con_franja: bool) -> Pt:
        """Aire entre dos piezas; ``con_franja``: la segunda es el título de una franja."""
        estilo = self._estilo_de(pieza)
        if not isinstance(anterior, Tabla):
            return entre(self._estilo_de(anterior, al_final=True), estilo)
        if isinstance(pieza, Tabla):
            return entre_tablas(pieza, self._estilos)
        if estilo is None:
            return aire_entre_tablas(self._estilos)
        aire = aire_bajo(anterior, estilo, self._estilos)
        return Pt(aire + ENTRE_TABLAS) if con_franja else aire

    def _estilo_de(self, pieza: _PIEZA | None, *, al_final: bool = False) -> Estilo | None:
        """El estilo de una pieza; ninguno si es una tabla o un salto.

        ``al_final``: de una lista, el de su último elemento, y no el del primero.
        """
        if isinstance(pieza, EnLista):
            elemento = pieza.elementos[-1 if al_final else 0]
            return self._estilos[elemento.parrafo.estilo]
        return self._estilos[pieza.estilo] if isinstance(pieza, Titulo | Parrafo) else None

    def _pieza_en_typst(self, pieza: _SIN_TABLAS, antes: Pt, *, junto: bool) -> str:
        """Typst de una pieza, con ese aire ``antes``; ``junto``: en la página de la siguiente."""
        match pieza:
            case Titulo():
                return self._titulo(pieza, antes)
            case Parrafo():
                return self._parrafo(pieza, antes, junto=junto)
            case EnLista():
                return _bloque(antes, self._lista(pieza), junto=junto)
            case Salto():
                return SALTO
            case Indice():
                return "\n".join(self._indice(pieza, antes))
            case _:
                assert_never(pieza)

    def _titulo(self, titulo: Titulo, antes: Pt) -> str:
        """Un título en Typst, con ``antes`` de aire; el del documento o en blanco, como párrafo.

        Así, y no como título, lo oye quien usa un lector de pantalla.
        """
        dentro = self._textos.expresion(titulo.con_numero, titulo.estilo, pt_de_mm(self._ancho))
        if titulo.nivel and titulo.texto.strip():  # PDF/UA no admite un título en blanco
            en_typst = f"titulo({self._niveles.nivel(titulo)}, {dentro})"
        else:
            en_typst = f"par({dentro})"
        if titulo.ancla:  # fuera del título: el contenido lo repite
            en_typst = secuencia([marca_de_ancla(titulo.ancla), en_typst])
        funcion = self._funciones.parrafo(titulo.estilo)
        salto = f"{SALTO}\n" if titulo.en_pagina_nueva else ""
        return f"{salto}{_bloque(antes, f'{funcion}({en_typst})', junto=True)}"

    def _parrafo(self, parrafo: Parrafo, antes: Pt, *, junto: bool) -> str:
        """Párrafo con ese aire ``antes``; su estilo también lo deja ``junto`` al que sigue."""
        estilo = self._estilos[parrafo.estilo]
        funcion = self._funciones.parrafo(parrafo.estilo)
        dentro = self._textos.expresion(parrafo.contenido, parrafo.estilo, pt_de_mm(self._ancho))
        en_typst = f"{funcion}(par({dentro}))"
        return _bloque(antes, en_typst, junto=junto or estilo.con_el_siguiente)

    def _lista(self, lista: EnLista) -> str:
        """Elementos de una lista; el que sólo sigue al anterior va a su margen, y sin marca."""
        trozos = []
        for sigue, seguidos in groupby(lista.elementos, lambda elemento: elemento.lista.sigue):
            elementos = list(seguidos)
            trozos.append(
                self._elementos_con_marca(elementos)
                if not sigue
                else self._elementos_sin_marca(elementos)
            )
        return "\n  ".join(trozos) if len(trozos) == 1 else f"{{ {'; '.join(trozos)} }}"

    def _elementos_con_marca(self, elementos: Sequence[ElementoDeLista]) -> str:
        """Elementos de una lista como ``list`` o ``enum`` de Typst, con su viñeta o su número."""
        nombre = elementos[0].parrafo.estilo
        estilo, con_numero = self._estilos[nombre], elementos[0].lista.numero is not None
        sangria = f"width: {en_pt(estilo.sangria)}"
        comunes = f"indent: 0pt, body-indent: 0pt, spacing: {en_pt(estilo.despues)}, tight: false"
        marca = 'str(numero) + "."' if con_numero else '"•"'
        marca = f"box({sangria}, align(left, {marca}))"
        if con_numero:
            abre = f"enum({comunes}, number-align: start, numbering: numero => {marca}"
        else:
            abre = f"list({comunes}, marker: {marca}"
        dentro = "".join(f",\n    {self._elemento(elemento)}" for elemento in elementos)
        return f"{self._funciones.parrafo(nombre)}({abre}{dentro},\n  ))"

    def _elemento(self, elemento: ElementoDeLista) -> str:
        """Elemento de una lista en Typst, con su número si la lista va numerada."""
        cuerpo = "; ".join(self._dentro_de(elemento))
        numero = elemento.lista.numero
        return f"{{ {cuerpo} }}" if numero is None else f"enum.item({numero}, {{ {cuerpo} }})"

    def _dentro_de(self, elemento: ElementoDeLista) -> Iterator[str]:
        """Expresiones de un elemento de lista: su párrafo y, con aire, lo que sigue adentro."""
        yield self._en_lista(elemento.parrafo)
        despues = en_pt(self._estilos[elemento.parrafo.estilo].despues)
        for bloque in elemento.dentro:
            yield f"v({despues}, weak: true)"
            yield self._en_lista(bloque) if isinstance(bloque, Parrafo) else self._lista(bloque)

    def _elementos_sin_marca(self, elementos: Sequence[ElementoDeLista]) -> str:
        """Elementos de una lista en Typst que no llevan viñeta ni número, con su sangría."""
        estilo = self._estilos[elementos[0].parrafo.estilo]
        cuerpo = "; ".join(parte for e in elementos for parte in self._dentro_de(e))
        return f"pad(left: {en_pt(estilo.sangria + estilo.margen)}, {{ {cuerpo} }})"

    def _en_lista(self, parrafo: Parrafo) -> str:
        """Texto de un elemento de lista en Typst."""
        estilo = self._estilos[parrafo.estilo]
        libre = Pt(pt_de_mm(self._ancho) - estilo.sangria - estilo.margen)
        return f"par({self._textos.expresion(parrafo.contenido, parrafo.estilo, libre)})"

    def _tabla(
        self,
        tabla: Tabla,
        cortes: Cortes,
        titulo: Titulo | None,
        de_franja: Titulo | None,
        *,
        con_leyenda: bool,
    ) -> str:
        """Una tabla en Typst; anota en ``etiquetadas`` cómo la leerá un lector de pantalla.

        ``titulo``: el que va antes; ``de_franja``: el que va dentro, en su franja.
        """
        franja = None
        if de_franja is not None and de_franja.texto.strip():
            franja = FranjaDeTitulo(de_franja, self._niveles.nivel(de_franja))
        trozo, etiquetada = self._tablas.con_sus_etiquetas(
            tabla, cortes, titulo, franja, con_leyenda=con_leyenda
        )
        self.etiquetadas.append(etiquetada)
        return trozo

    def _indice(self, indice: Indice, antes: Pt) -> Iterator[str]:
        """La tabla de contenido en Typst: un renglón por título, que lleva a él y da su página.

        ``antes``: el aire que la precede.
        """
        yield self._parrafo(Parrafo(indice.titulo, ESTILO_DE_CONTENIDO), antes, junto=True)
        estilo = self._estilos["indice"]
        entre_renglones = en_pt(entre(estilo, estilo))
        tras_el_titulo = en_pt(entre(self._estilos[ESTILO_DE_CONTENIDO], estilo))
        yield f"#{self._funciones.parrafo('indice')}({{"
        yield "  show linebreak: [ ]"
        yield "  show outline.entry: uno => block("
        yield f"    above: {entre_renglones}, below: 0pt, width: 100%,"
        yield f"    inset: (left: {_SANGRIA_DE_INDICE}pt * (uno.level - 1)),"
        yield "    link(uno.element.location(), grid("
        yield "      columns: (1fr, auto), column-gutter: 3pt, align: bottom,"
        yield '      uno.body() + " " + box(width: 1fr, pdf.artifact(repeat[.])), uno.page(),'
        yield "    )),"
        yield "  )"
        renglones = f"outline(title: none, depth: {indice.niveles})"
        yield f"  block(above: {tras_el_titulo}, below: 0pt, width: 100%, {renglones})"
        yield "})"


def _es_leyenda(pieza: _PIEZA | None) -> bool:
    return isinstance(pieza, Parrafo) and pieza.es_leyenda


def _cuantos_bloques(pieza: _PIEZA) -> int:
    """Bloques que una pieza reúne: los párrafos de una lista, con los de más adentro."""
    if not isinstance(pieza, EnLista):
        return 1
    de_adentro = chain.from_iterable(elemento.dentro for elemento in pieza.elementos)
    return len(pieza.elementos) + sum(map(_cuantos_bloques, de_adentro))


def _bloque(antes: Pt, cuerpo: str, *, junto: bool) -> str:
    """``#bloque(6pt, true, …)``: un bloque, con su aire y si no se aparta del que lo sigue."""
    return f"#bloque({en_pt(antes)}, {si_o_no(valor=junto)}, {cuerpo})"
