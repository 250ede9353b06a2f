"""Todo el camino: de un documento de Word o de Excel a su plan o su mapa, y lo que no se entendió.

En orden: de arriba abajo, lo que el documento dice sobre sus tablas y las filas de cada una; las
celdas que dicen lo mismo que la de encima, «Ídem» o sólo unas comillas (regla 11); los registros,
cada uno bajo quien lo lleva; y el camino. Al final, si el documento trae un plan o un mapa, una
hoja entre varias y las matrices que van en una celda de otra.
"""

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import error_de_argumento, esperado
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.celdas import columnas_de_menos, enlaces_sin_leer
from paac_reportes.lectura.escondido import es_hoja_de_datos
from paac_reportes.lectura.filas.valores import (
    Nodo,
    contenido_armado,
    dato_desconocido,
    frase_de_decimales,
    lugares_de,
    parece_de_miles,
)
from paac_reportes.lectura.leido import (
    SIN_PEDIR_NADA,
    ColumnaLeida,
    DocumentoLeido,
    PedidoDeLectura,
)
from paac_reportes.lectura.matriz.columnas import DE_SU_GRUPO, reconocer
from paac_reportes.lectura.matriz.declaraciones import PLAN, Declaracion, mapa
from paac_reportes.lectura.matriz.franjas import (
    corte_dicho,
    dato_del_rotulo,
    dependencia_de,
    hoja_sin_nombre,
    sin_copia,
)
from paac_reportes.lectura.matriz.palabras import (
    IndiceDeRotulos,
    a_lo_ancho,
    es_numero,
    escritas,
    palabras,
    propias,
    rotulo_de,
)
from paac_reportes.lectura.matriz.registros import Datos, Registro, Valor, extra_de, sin_repetir
from paac_reportes.lectura.matriz.renglones import Contexto, Renglones
from paac_reportes.lectura.matriz.tablas import (
    Columna,
    Desconocidos,
    Generales,
    Pedidas,
    Tramo,
    pedidas_de,
    tramos_de,
)
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.temas import Contenido, tema
from paac_reportes.opc.visto import (
    SE_LEYO_COMO_TEXTO,
    CeldaVista,
    DocumentoVisto,
    ParteVista,
    TablaDeAdentro,
    TablaVista,
    TextoVisto,
)
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar, numero_escrito


@attrs.define(eq=False, slots=False)
class Recorrido:
    """Va por un documento y lee sus tramos."""

    _declaracion: Declaracion
    _por_tabla: Mapping[TablaVista, Sequence[Tramo]]
    _corte: date | None
    leidos: list[Renglones] = attrs.Factory(list)
    """Renglones de cada tramo ya leído, en su orden."""
    avisos: list[Aviso] = attrs.Factory(list)
    usadas: set[str] = attrs.Factory(set)
    """Las celdas de las que se sabe qué dicen."""

    def __attrs_post_init__(self) -> None:
        """Empieza sin saber de quién es nada."""
        self._contexto = Contexto(self._declaracion.de_mapa, self.usadas)
        self._hojas = {tramo.hoja for tramos in self._por_tabla.values() for tramo in tramos}

    @property
    def registros(self) -> list[Registro]:
        """Registros de todos los tramos."""
        return [registro for renglones in self.leidos for registro in renglones.registros]

    def sin_leer(self) -> list[Aviso]:
        """Avisos de las filas que parecen de datos y no quedaron en él."""
        avisos = (aviso for renglones in self.leidos for aviso in renglones.avisos)
        return [aviso for aviso in avisos if aviso.codigo == "fila_sin_leer"]

    def leer_parte(self, parte: ParteVista) -> None:
        """Lee una hoja, o un Word: sus títulos y sus tablas, en su orden."""
        if parte.nombre:
            nombre = sin_copia(parte.nombre)
            self._contexto = Contexto(self._declaracion.de_mapa, self.usadas)
            con_filas = parte.nombre in self._hojas and len(self._hojas) > 1
            if con_filas and not hoja_sin_nombre(nombre, de_mapa=self._declaracion.de_mapa):
                self._contexto.tomar_hoja(nombre, f"hoja «{parte.nombre}»", self.avisos)
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                es_titulo = bloque.nivel is not None or bloque.texto.isupper()
                if es_titulo or ":" in bloque.texto or not dependencia_de(bloque.texto):
                    self._contexto.tomar_titulo(bloque.texto, bloque.lugar, self.avisos)
            elif bloque in self._por_tabla:
                self._leer_tabla(bloque)
            else:
                self._leer_encima(bloque, range(len(bloque.filas)))

    def _leer_tabla(self, tabla: TablaVista) -> None:
        """Lee las partes de una tabla, con lo que hay sobre los rótulos de cada una."""
        libre = 0
        for tramo in self._por_tabla[tabla]:
            self._leer_encima(tabla, range(libre, tramo.desde), tramo)
            if tramo.raiz is not None:
                self._leer_tramo(tramo)
            if tramo.entero:
                libre = tramo.ultima + 1 if tramo.raiz is None else tramo.fin

    def _leer_tramo(self, tramo: Tramo) -> None:
        """Lee las filas de un tramo."""
        self.usadas |= {
            tramo.tabla.lugar_de(celda.fila, celda.columna)
            for columna in tramo.columnas
            if columna.datos or columna.celdas
            for fila in range(tramo.desde, tramo.ultima + 1)
            for celda in tramo.tabla.filas[fila][columna.desde : columna.ultima + 1]
            if celda is not None
        }
        ultimos = (r.registros[-1] for r in reversed(self.leidos) if r.registros)
        anterior = None if self._declaracion.de_mapa else next(ultimos, None)
        de_donde = (tramo.hoja, tramo.raiz)
        if anterior is not None and (anterior.tramo.hoja, anterior.tramo.raiz) != de_donde:
            anterior = None
        renglones = Renglones(tramo, self._declaracion, self._contexto, self._corte, anterior)
        renglones.leer()
        self.leidos.append(renglones)

    def _leer_encima(self, tabla: TablaVista, filas: range, tramo: Tramo | None = None) -> None:
        """Lee lo que va sobre unos rótulos: títulos, y rótulos con su valor al lado o debajo.

        ``tramo``: la parte de la tabla que encabezan; sin ella, no se buscan títulos.
        """
        for fila in filas:
            celdas = propias(tabla, fila) if tramo is None else tramo.propias(fila)
            if celdas and tramo is not None and (len(celdas) == 1 or a_lo_ancho(celdas)):
                titulo, ancho = celdas[0], celdas[0].cuantas_columnas > 1
                lugar = tramo.lugar(titulo)
                self._contexto.tomar_titulo(titulo.texto, lugar, self.avisos, ancho=ancho)
            for n, celda in enumerate(celdas) if len(celdas) > 1 else ():
                dato, lugar = dato_del_rotulo(celda.texto), tabla.lugar_de(fila, celda.columna)
                if dato is None:
                    self._contexto.decir_lo_de_adentro(en_un_renglon(celda.texto), lugar)
                elif (valor := _valor_de(tabla, celdas, n)) is not None:
                    donde = tabla.lugar_de(valor.fila, valor.columna)
                    self._contexto.decir_rotulado(dato, valor.texto, donde)
                    self.usadas.add(lugar)


def _valor_de(tabla: TablaVista, celdas: Sequence[CeldaVista], n: int) -> CeldaVista | None:
    """El valor del rótulo ``n``: al lado o, si ahí hay otro rótulo o nada, debajo."""
    rotulo, al_lado = celdas[n], celdas[n + 1] if n + 1 < len(celdas) else None
    if al_lado is not None and dato_del_rotulo(al_lado.texto) is None:
        return al_lado
    debajo = rotulo.fila + rotulo.cuantas_filas
    if rotulo.texto.strip().endswith(":") or debajo >= len(tabla.filas):
        return None
    celda = tabla.filas[debajo][rotulo.columna]
    return celda if celda is not None and celda.texto.strip() else None


_IDEM = re.compile(
    r"\s*(?:[ií]dem\.?|[ií]d\.|igual (?:al|a la) anterior\.?|[\"“”″〃«»]|''|´´|,,)\s*",
    re.IGNORECASE,
)


def con_lo_de_encima(documento: DocumentoVisto) -> DocumentoVisto:
    """Documento con lo que dice la celda de encima donde una dice «Ídem».

    La que no tiene encima un dato (está bajo un rótulo, bajo un blanco, o es la primera) queda en
    blanco. Se dice cada una con su celda: en ``DocumentoVisto.avisos``.
    """
    avisos: list[Aviso] = []
    partes = tuple(
        attrs.evolve(parte, bloques=tuple(_bloque(bloque, avisos) for bloque in parte.bloques))
        for parte in documento.partes
    )
    return attrs.evolve(documento, partes=partes, avisos=(*documento.avisos, *avisos))


def _bloque(tabla: TextoVisto | TablaVista, avisos: list[Aviso]) -> TextoVisto | TablaVista:
    """Tabla con cada «ídem» cambiado por la celda de encima; lo que se dice va a ``avisos``."""
    if isinstance(tabla, TextoVisto):
        return tabla
    resueltas: dict[CeldaVista, CeldaVista] = {}
    for numero, fila in enumerate(tabla.filas):
        for columna, celda in enumerate(fila):
            if celda is None or celda in resueltas or not _IDEM.fullmatch(celda.texto):
                continue
            encima = tabla.filas[numero - 1][columna] if numero else None
            resueltas[celda], motivo = _resuelta(
                celda, encima and resueltas.get(encima, encima), tabla.filas_de_rotulos
            )
            avisos.append(Aviso("dato_supuesto", tabla.lugar_de(numero, columna), motivo))
    if not resueltas:
        return tabla
    filas = (tuple(resueltas.get(c, c) if c is not None else None for c in f) for f in tabla.filas)
    return attrs.evolve(tabla, filas=tuple(filas))


def _resuelta(celda: CeldaVista, encima: CeldaVista | None, cuerpo: int) -> tuple[CeldaVista, str]:
    """Una celda que dice «ídem», con lo de la de encima, y el motivo para avisarlo.

    Queda en blanco si encima no hay qué repetir. ``cuerpo``: la fila que sigue a los rótulos.
    """
    escrito = mostrar(celda.texto.strip())
    if (
        encima is None
        or not encima.texto.strip()
        or encima.fila < cuerpo
        or (encima.destacada and not celda.destacada)
    ):
        en_blanco = attrs.evolve(celda, texto="", valor=None)
        return en_blanco, f"dice {escrito} y encima no hay un dato que repetir: quedó en blanco"
    igual = attrs.evolve(celda, texto=encima.texto, valor=encima.valor, enlaces=encima.enlaces)
    return igual, f"dice {escrito}: se leyó lo de la celda de encima, {mostrar(encima.texto)}"


def armado(
    registros: Sequence[Registro],
    declaracion: Declaracion,
    generales: Mapping[str, Any],
    avisos: list[Aviso],
) -> tuple[Contenido, dict[str, str]]:
    """El contenido que unos registros forman y, por ruta, la celda de cada dato.

    Cada registro se cuelga de un nodo por cada objeto que lo contiene: dependencia, componente…,
    en el orden de ``declaracion.contexto``. La dependencia se omite si ningún registro la dice, y
    de una raíz que no es la primera (un trámite), también el último objeto. ``generales``: lo que
    se dice una vez, como la entidad.
    """
    raiz = Nodo("")
    de_quien = [dato.partition(".")[0] for dato in declaracion.contexto]
    if not any("dependencia.nombre" in registro.contexto for registro in registros):
        de_quien = [objeto for objeto in de_quien if objeto != "dependencia"]
    for registro in registros:
        nodo = raiz
        for objeto in de_quien if registro.tramo.raiz is declaracion.raices[0] else de_quien[:-1]:
            nodo = _quien_lo_lleva(nodo, objeto, registro, avisos)
        lista = registro.tramo.raiz.lista
        lista = registro.contexto["lista"] if lista == "tramites" else lista
        _poner_registro(nodo.hijo(lista, id(registro), registro.lugar), registro)
    contenido = contenido_armado(raiz, tema(declaracion.clave), generales)
    return contenido, lugares_de(raiz, generales)


def _quien_lo_lleva(padre: Nodo, objeto: str, registro: Registro, avisos: list[Aviso]) -> Nodo:
    """Nodo, en ``padre``, de la dependencia, componente, subcomponente o proceso de un registro.

    ``objeto``: cuál; la dependencia o el proceso que no se dice se supone, con aviso.
    """
    datos: Datos = {
        dato.removeprefix(f"{objeto}."): valor
        for dato, valor in registro.contexto.items()
        if dato.startswith(f"{objeto}.")
    }
    nombre = datos.get("nombre", Valor(None, ""))
    if nombre.valor is None and objeto in {"dependencia", "proceso"}:
        datos["nombre"] = nombre = Valor(f"Sin {objeto}", "")
        motivo = f"no dice de qué {objeto} es: quedó en «{nombre.valor}»"
        avisos.append(Aviso("lugar_supuesto", registro.tramo.tabla.lugar, motivo))
    if objeto == "componente":
        datos["numero"] = Valor(registro.contexto["numero"], nombre.lugar)
        if (etiqueta := _etiqueta_de(registro.tramo)) is not None:
            datos["etiqueta_seguimiento"] = Valor(etiqueta.rotulo, etiqueta.lugar)
    numero = datos["numero"].valor if "numero" in datos else None
    clave = (numero, rotulo_de(nombre.valor or "").letras)
    nodo = padre.hijo(f"{objeto}s", clave, nombre.lugar)
    _poner(nodo, datos)
    return nodo


def _etiqueta_de(tramo: Tramo) -> Columna | None:
    """Única columna de texto del seguimiento, si su rótulo no dice su corte: es su etiqueta."""
    de_texto = [c for c in tramo.columnas if "seguimiento.texto" in c.datos]
    if len(de_texto) != 1 or de_texto[0].con_su_corte or len(de_texto[0].camino) != 1:
        return None
    return de_texto[0]


def _poner_registro(nodo: Nodo, registro: Registro) -> None:
    """Pone en el nodo de un registro sus datos, sus listas y lo de cada corte."""
    franja = registro.contexto.get("riesgo.franja")
    extras = {**({"franja": franja} if franja else {}), **registro.extras}
    _poner(nodo, registro.datos)
    _poner(nodo, {f"extras.{clave}": valor for clave, valor in extras.items()})
    for lista, hijos in registro.hijos.items():
        for n, datos in enumerate(hijos):
            lugar = next((v.lugar for v in datos.values() if v.lugar), "")
            _poner(nodo.hijo(lista, n, lugar), datos)
    for corte, reporte in registro.cortes.items():
        if reporte:
            seguimiento = nodo.hijo("seguimientos", corte, registro.lugar)
            _poner(seguimiento, {"corte": Valor(corte, ""), **reporte})


def _poner(nodo: Nodo, datos: Datos) -> None:
    """Pone unos datos en un nodo; manda lo que ya tenía."""
    for campo, valor in datos.items():
        if valor.valor is not None and campo not in nodo.datos:
            nodo.datos[campo], nodo.lugares[campo] = valor.valor, valor.lugar


_LUGARES_QUE_SE_NOMBRAN = 3
_PARTE_QUE_PRUEBA = 0.25
"""Parte de sus filas que una tabla de riesgos prueba al menos; menos es una lista de opciones."""


def leer_matriz(
    documento: DocumentoVisto, pedido: PedidoDeLectura, clave: str
) -> DocumentoLeido[Any]:
    """El plan o el mapa de una matriz ajena; ``ErrorDeEntrada`` si no trae ninguno.

    ``clave``: «plan» o «mapa», lo que se busca.
    """
    declaracion = mapa() if clave == "mapa" else PLAN
    original, documento = documento, con_lo_de_encima(documento)
    pedidas = pedidas_de(pedido.columnas, _desconocidos(declaracion))
    avisos = list(documento.avisos)
    generales = Generales.de(documento, pedido, avisos)
    tablas = _Tablas(documento, declaracion, pedidas, generales.vigencia)
    if not tablas.por_tabla:
        raise ErrorDeEntrada(tablas.por_que_ninguna())
    fallas = [*generales.fallas(), *pedidas.fallas(tablas.rotulos())]
    if fallas:
        raise ErrorDeEntrada(fallas)
    recorrido = Recorrido(declaracion, tablas.por_tabla, generales.corte)
    for parte in sorted(documento.partes, key=lambda parte: parte.oculta):
        recorrido.leer_parte(parte)
    sin_prueba = _sin_prueba(recorrido.registros, declaracion)
    registros = [r for r in recorrido.registros if r.tramo not in sin_prueba]
    if not registros:
        raise ErrorDeEntrada(_sin_filas(tablas, recorrido, sin_prueba))
    leidos = sin_repetir(registros, declaracion, recorrido.avisos)
    contenido, lugares = armado(leidos, declaracion, generales.datos(), recorrido.avisos)
    avisos += tablas.avisos()
    avisos += (Aviso("tabla_omitida", t.tabla.lugar, m) for t, m in sin_prueba.items())
    avisos += _de_las_ocultas(documento, registros)
    if isinstance(contenido, Plan) and _sin_reportes_combinados(leidos):
        contenido = attrs.evolve(contenido, metodologia=Metodologia(blancos="propias"))
        avisos.append(Aviso("dato_supuesto", "metodologia.blancos", _BLANCOS_PROPIOS))
    tramos = [t for ts in tablas.por_tabla.values() for t in ts if t not in sin_prueba]
    leidas = {(registro.tramo, fila) for registro in registros for fila in registro.filas}
    avisos += _de_las_columnas([tramo for tramo in tramos if tramo.raiz is not None], leidas)
    avisos += recorrido.avisos
    de_la_matriz = [r for r in recorrido.leidos if r.tramo not in sin_prueba]
    avisos += (aviso for renglones in de_la_matriz for aviso in renglones.avisos)
    avisos += _de_los_blancos_y_lo_oculto(de_la_matriz, registros)
    cortes = contenido.cortes()
    return DocumentoLeido(
        contenido=contenido,
        avisos=tuple(reunidos(avisos, original)),
        corte=generales.corte or (cortes[-1] if cortes else None),
        columnas=tuple(_columnas_leidas(tramos)),
        lugares=lugares,
        usadas=frozenset(recorrido.usadas),
        dichos=tuple((aviso.ruta, aviso.codigo) for aviso in avisos),
    )


def _desconocidos(declaracion: Declaracion) -> Desconocidos:
    """La función que da la falla de un dato pedido que ese contenido no tiene."""
    forma = forma_de_filas(tema(declaracion.clave))

    def desconocidos(dato: str, ruta: str) -> Iterator[Falla]:
        """La falla del dato de una columna, si no existe."""
        es_de_corte = dato.startswith(f"{declaracion.de_corte}.") and CATALOGO.conoce(dato)
        if not (es_de_corte or forma.admite(dato)):
            yield dato_desconocido(dato, ruta, forma)

    return desconocidos


# ------------------------------------------------------------------ las tablas


@attrs.define(eq=False)
class _Tablas:
    """Tablas de un documento: las que son de la matriz, y por qué no lo son las demás."""

    _documento: DocumentoVisto
    _declaracion: Declaracion
    _pedidas: Pedidas
    _vigencia: int | None
    por_tabla: dict[TablaVista, list[Tramo]] = attrs.Factory(dict)
    omitidas: dict[TablaVista, str] = attrs.Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Mira cada tabla."""
        for parte in self._documento.partes:
            dicho = corte_dicho(parte.nombre, self._vigencia)
            for tabla in parte.bloques:
                if not isinstance(tabla, TablaVista) or es_hoja_de_datos(tabla):
                    continue
                tramos = tramos_de(tabla, parte.nombre, self._declaracion, self._pedidas)
                for tramo in tramos:
                    tramo.corte = dicho.corte if dicho else None
                    reconocer(tramo, self._declaracion, self._pedidas, self._vigencia)
                self._clasificar(tabla, tramos)

    def _clasificar(self, tabla: TablaVista, tramos: list[Tramo]) -> None:
        """Anota una tabla entre las que se leen o entre las omitidas, con lo que trae."""
        for tramo in tramos:
            if tramo.raiz is not None and (otra := _otra_tabla(tramo, self._declaracion)):
                self.omitidas[tabla], tramo.raiz = otra, None
        if any(tramo.raiz is not None for tramo in tramos):
            self.por_tabla[tabla] = tramos
        elif tabla not in self.omitidas and (trae := _que_trae(tabla)):
            self.omitidas[tabla] = trae

    def avisos(self) -> Iterator[Aviso]:
        """Avisos de las tablas que no se leen; pesa más el de la que parece seguir a una leída."""
        for tabla, motivo in self.omitidas.items():
            if any(tramo.parece_seguir_en(tabla) for ts in self.por_tabla.values() for tramo in ts):
                dice = f"{motivo}, y por sus códigos parece seguir a otra: repítaselos; no se leyó"
                yield Aviso("fila_sin_leer", tabla.lugar, dice)
            else:
                yield Aviso("tabla_omitida", tabla.lugar, f"{motivo}, y no se leyó")

    def rotulos(self) -> list[str]:
        """Rótulos de sus columnas, en plano."""
        tramos = [tramo for tramos in self.por_tabla.values() for tramo in tramos]
        rotulos = (rotulo_de(c.rotulo).palabras for tramo in tramos for c in tramo.columnas)
        return list(dict.fromkeys(rotulos))

    def por_que_ninguna(self) -> Iterator[Falla]:
        """Fallas de un documento sin matriz: qué se buscó, y qué hay en cada tabla."""
        tablas = [(t, trae) for t in self._documento.tablas() if (trae := _que_trae(t))]
        cuantas = f"trae {len(tablas)}" if tablas else "no trae tablas"
        yield Falla("sin_matriz", "", f"{self._declaracion.se_busco}; el documento {cuantas}")
        for aviso in self._documento.avisos if not tablas else ():
            if aviso.codigo == "contenido_aparte":
                yield Falla("sin_matriz", aviso.ruta, aviso.mensaje)
        for tabla, trae in tablas[:8]:
            yield Falla("sin_matriz", tabla.lugar, self.omitidas.get(tabla) or trae)


def _que_trae(tabla: TablaVista) -> str:
    """Lo que se ve en una tabla sin rótulos conocidos: cuántas filas, y la primera de varias."""
    filas = [celdas for fila in range(len(tabla.filas)) if (celdas := escritas(tabla, fila))]
    if not filas:
        return ""
    fila = next((celdas for celdas in filas if len(celdas) > 1), filas[0])
    textos = ", ".join(mostrar(en_un_renglon(celda.texto)) for celda in fila[:4])
    cuantas = contar(len(filas), "fila", "filas")
    return f"no trae los rótulos de la matriz ({cuantas}; una dice {textos})"


def _otra_tabla(tramo: Tramo, declaracion: Declaracion) -> str:
    """Regla 13: por qué una parte de tabla no es del contenido: dice los rótulos de otra cosa.

    Vacío si lo es.
    """
    if any(columna.es_pedida for columna in tramo.columnas):
        return ""
    otras = palabras().otras_tablas
    if declaracion is PLAN and _es_un_mapa(tramo):
        return f"es {otras['riesgos'].nombre}; se lee con {otras['riesgos'].se_lee}"
    indice = _de_otras_tablas()
    rotulos = {r for c in tramo.columnas for r in (*c.camino[-1:], c.rotulo) if r}
    nombran = [indice.parecidos(rotulo) for rotulo in rotulos]
    for clave, otra in otras.items():
        propios = sum((clave, True) in cosas for cosas in nombran)
        de_ella = sum((clave, True) in cosas or (clave, False) in cosas for cosas in nombran)
        if (
            propios
            and de_ella > 1
            and not (declaracion.de_mapa and clave in _NO_ES_OTRA_DE_UN_MAPA)
        ):
            pista = "si lo es, diga sus columnas: columnas=… o --columnas"
            return f"es {otra.nombre}; {f'se lee con {otra.se_lee}' if otra.se_lee else pista}"
    return ""


_NO_ES_OTRA_DE_UN_MAPA = ("riesgos", "mejoramiento")


@functools.lru_cache(maxsize=1)
def _de_otras_tablas() -> IndiceDeRotulos[tuple[str, bool]]:
    """Tabla de que es cada rótulo de otra cosa, y si sólo es de ella."""
    return IndiceDeRotulos(
        (rotulo_de(nombre), (clave, propio))
        for clave, otra in palabras().otras_tablas.items()
        for propio, nombres in ((True, otra.propios), (False, otra.rotulos))
        for nombre in nombres
    )


def _es_un_mapa(tramo: Tramo) -> bool:
    """Si trae el rótulo del riesgo, y de un mapa se conocen más que de un plan."""
    rotulos = [c.camino[-1] for c in tramo.columnas if c.camino]
    if not any("riesgo" in en_plano(rotulo) for rotulo in rotulos):
        return False  # quien lee un plan no carga lo de un mapa
    conocidos = [datos for rotulo in rotulos if (datos := mapa().datos_de(rotulo))]
    del_plan = [columna for columna in tramo.columnas if columna.datos]
    return len(conocidos) > len(del_plan) and any("riesgo.descripcion" in d for d in conocidos)


# ------------------------------------------------------------------ lo que prueba


def _sin_prueba(registros: Sequence[Registro], declaracion: Declaracion) -> dict[Tramo, str]:
    """Regla 13: las partes de tabla cuyas filas no prueban ser del contenido, y por qué.

    De un plan, alguna trae meta, fecha o seguimiento; de un mapa, un cuarto trae lo de un riesgo.
    Siempre, las que traen una columna que dijo quien lee y, de un plan, las de los rótulos de una
    que prueba; las de hojas de listas, sólo si no hay otra.
    """
    por_tramo = agrupadas((registro.tramo, registro) for registro in registros)
    parte = _PARTE_QUE_PRUEBA if declaracion.de_mapa else 0
    prueban = {
        tramo
        for tramo, filas in por_tramo.items()
        if sum(map(_prueba, filas)) >= max(1, parte * len(filas))
    }
    if dudosos := por_tramo.keys() - prueban:
        # Regla 9: la hoja de una fase, que sólo dice los controles de unos riesgos, es de ellos.
        sabidos = {r.clave for tramo in prueban for r in por_tramo[tramo] if all(r.clave)}
        prueban |= {t for t in dudosos if sabidos.issuperset(r.clave for r in por_tramo[t])}
    de_listas = {tramo for tramo in prueban if en_plano(tramo.hoja).startswith(_DE_LISTAS)}
    prueban -= de_listas if prueban - de_listas else set()
    prueban |= {t for t in por_tramo if any(columna.es_pedida for columna in t.columnas)}
    motivo = "es una lista de opciones y no se leyó: sus filas no dicen lo de cada riesgo"
    if not declaracion.de_mapa:
        motivo = "sus filas no traen meta, fecha, indicador ni seguimiento, y no se leyó"
        de_hermanas = set(map(_rotulos, prueban))
        prueban |= {tramo for tramo in por_tramo if _rotulos(tramo) in de_hermanas}
    return {tramo: motivo for tramo in por_tramo if tramo not in prueban}


_DE_LISTAS = ("opcion", "lista", "desplegable", "despegable", "parametro")
"""Comienzos del nombre de una hoja que lista lo que se puede elegir en las casillas de otra."""


def _rotulos(tramo: Tramo) -> tuple[str, ...]:
    return tuple(rotulo_de(c.rotulo).letras for c in tramo.columnas if c.camino)


def _prueba(registro: Registro) -> bool:
    """Si un registro trae algo de lo que prueba que su tabla es de lo suyo."""
    datos = {
        f"{registro.tramo.raiz.nombre}.{campo}"
        for campo, valor in registro.datos.items()
        if not (campo.startswith("fecha") and _DURACION.match(en_plano(str(valor.valor))))
    }
    for lista, hijos in registro.hijos.items():
        datos |= {f"{_UNO_DE[lista]}.{campo}" for hijo in hijos for campo in hijo}
    if any(c.objeto == "seguimiento" and c.celdas for c in registro.tramo.columnas):
        datos.add("seguimiento.texto")
    return any(bastan <= datos for bastan in registro.tramo.raiz.prueban)


_UNO_DE = {"causas": "causa", "controles": "control", "acciones": "accion"}
_DURACION = re.compile(r"\d+ (?:dia|hora|minuto|semana|mes)")
"""Lo que tarda el paso de un procedimiento, que no es cuándo se hace."""


def _sin_filas(
    tablas: _Tablas, recorrido: Recorrido, sin_prueba: Mapping[Tramo, str]
) -> Iterator[Falla]:
    """Las fallas de una matriz sin filas: por llenar, o que no se entienden.

    ``sin_prueba``: por qué no se lee cada parte.
    """
    if sin_prueba:
        yield from tablas.por_que_ninguna()
        for tramo, motivo in sin_prueba.items():
            yield Falla("sin_matriz", tramo.tabla.lugar_de(tramo.ultima), motivo)
        return
    sin_leer = recorrido.sin_leer()
    motivo = "trae los rótulos de una matriz y ninguna fila: parece una plantilla sin llenar"
    if sin_leer:
        motivo = "trae los rótulos de una matriz, y ninguna de sus filas se entendió"
    for tabla, (primero, *_) in tablas.por_tabla.items():
        yield Falla("matriz_sin_filas", tabla.lugar_de(primero.ultima), motivo)
    yield from (Falla("matriz_sin_filas", aviso.ruta, aviso.mensaje) for aviso in sin_leer[:8])


# ------------------------------------------------------------------ lo que se dice


def _de_las_ocultas(documento: DocumentoVisto, registros: Iterable[Registro]) -> Iterator[Aviso]:
    """Un aviso por cada hoja oculta de que se leyeron filas."""
    leidas = Counter(registro.tramo.hoja for registro in registros)
    for parte in documento.partes:
        if parte.oculta and (cuantas := leidas[parte.nombre]):
            filas = contar(cuantas, "fila", "filas")
            motivo = f"la hoja está oculta, y se leyó ({filas}); si sobra, bórrela"
            yield Aviso("oculto_leido", f"hoja «{parte.nombre}»", motivo, peso="duda")


def _de_los_blancos_y_lo_oculto(
    leidos: Iterable[Renglones], registros: Iterable[Registro]
) -> Iterator[Aviso]:
    """Avisos, por tabla, de los blancos en que valió lo de arriba y de las filas ocultas leídas."""
    blancos = Counter(lugar for renglones in leidos for lugar in renglones.de_arriba)
    for lugar, cuantas in blancos.items():
        filas = contar(cuantas, "fila", "filas")
        yield Aviso("dato_de_arriba", lugar, f"{filas} en blanco: se tomó lo de arriba")
    tablas = ((registro.tramo.tabla, registro.filas) for registro in registros)
    ocultas = Counter(t.lugar for t, filas in tablas for _ in t.filas_ocultas.intersection(filas))
    for lugar, cuantas in ocultas.items():
        leidas = ("fila está oculta y se leyó", "filas están ocultas y se leyeron")
        yield Aviso("oculto_leido", lugar, contar(cuantas, *leidas))


def _sin_reportes_combinados(registros: Sequence[Registro]) -> bool:
    """Si a unas filas les falta un corte y ninguna celda reporta por varias."""
    cortes = {corte for registro in registros for corte in registro.cortes}
    columnas = (c for tramo in {r.tramo for r in registros} for c in tramo.columnas)
    reportan = (celda for c in columnas if c.objeto == "seguimiento" for celda in c.celdas)
    le_falta_un_corte = any(len(registro.cortes) < len(cortes) for registro in registros)
    return le_falta_un_corte and all(celda.cuantas_filas == 1 for celda in reportan)


_BLANCOS_PROPIOS = (
    "ninguna celda de lo que se reportó está combinada: cada blanco se toma como de su fila, y el"
    " plan lo dice («propias»)"
)


def _columnas_leidas(tramos: Iterable[Tramo]) -> Iterator[ColumnaLeida]:
    """Cómo se leyó cada columna: su rótulo, su dato y con qué parecido."""
    for columna in (columna for tramo in tramos for columna in tramo.columnas):
        if columna.datos or columna.camino or columna.celdas:
            yield ColumnaLeida(
                lugar=columna.lugar,
                rotulo=columna.rotulo,
                dato=columna.datos,
                corte=columna.corte,
                parecido=round(columna.parecido, 2),
                por=columna.por if columna.por != DE_SU_GRUPO else "",
            )


def _de_las_columnas(
    tramos: Iterable[Tramo], leidas: Collection[tuple[Tramo, int]]
) -> Iterator[Aviso]:
    """Avisos de las columnas ocultas y sin dato, y de las dudas sobre su dato, corte o porcentajes.

    ``leidas``: las filas de cada tramo que se tomaron.
    """
    for tramo in tramos:
        for columna in tramo.columnas:
            if columna.oculta and columna.datos and columna.celdas:
                yield Aviso("oculto_leido", columna.lugar, "la columna está oculta y se leyó")
            if columna.es_pedida or columna.periodo:
                continue
            if not columna.datos and columna.celdas:
                yield _sin_dato(tramo, columna, leidas)
            elif columna.celdas and (supuesto := _corte_supuesto(columna)):
                yield Aviso("dato_supuesto", columna.lugar, supuesto)
            elif columna.datos and 0 < columna.parecido < _SIN_DUDA:
                nombre = f"«{columna.rotulo}»" if columna.camino else "la columna sin rótulo"
                motivo = f"{nombre} se leyó como {' y '.join(columna.datos)}"
                yield Aviso("columna_dudosa", columna.lugar, motivo)
            yield from _de_porcentajes(tramo, columna)


_SIN_DUDA = 0.9
"""Parecido, de 0 a 1, desde el que un rótulo es sin duda el de un dato."""


def _sin_dato(tramo: Tramo, columna: Columna, leidas: Collection[tuple[Tramo, int]]) -> Aviso:
    """Aviso de una columna que no es de ningún dato: por qué, y dónde quedó lo que trae."""
    nombre, extra = f"«{columna.rotulo}»", f"extras.{extra_de(tramo, columna)}"
    codigo, motivo = "columna_desconocida", f"{nombre} no es de ningún dato; quedó en {extra}"
    if not columna.camino:
        celdas = (celda for celda in columna.celdas if (tramo, celda.fila) in leidas)
        trae_textos = not columna.oculta and not all(map(es_numero, celdas))
        codigo = "columna_sin_leer" if trae_textos else "columna_sobrante"
        motivo = "no tiene rótulo, y no se leyó"
    elif columna.oculta and tramo.raiz.nombre == "riesgo":
        codigo = "columna_sobrante"
        motivo = f"{nombre} está oculta y no es de ningún dato, y no se leyó"
    elif columna.cercano:
        motivo = f"{nombre}: otra columna ya trae {columna.cercano}; quedó en {extra}"
        codigo, motivo = "lectura_dudosa", f"{motivo}; diga qué es: columnas=… o --columnas"
    anotado = {"llego": columna.rotulo, "quedo": extra, "cuantos": len(columna.celdas)}
    return Aviso(codigo, columna.lugar, motivo, datos=anotado)


def _corte_supuesto(columna: Columna) -> str:
    """Cómo se supo el corte de una columna que no lo dice entero; vacío si no se supuso."""
    if columna.corte is None:
        return ""
    dia = columna.corte.isoformat()
    if not columna.con_su_corte:
        return f"«{columna.rotulo}» no dice su corte: se leyó como de {dia}, {DE_SU_GRUPO}"
    dicho = corte_dicho(columna.rotulo, columna.corte.year)
    return f"«{columna.rotulo}» se leyó como el corte {dia}" if dicho and dicho.supuesto else ""


def _de_porcentajes(tramo: Tramo, columna: Columna) -> Iterator[Aviso]:
    """Regla 11: avisos de los porcentajes que pudieron ser una parte de uno, o miles.

    Se leen como están.
    """
    for celda in columna.celdas if columna.dato.endswith((".avance", "_pct")) else ():
        lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
        numero = celda.numero if celda.valor is not None else numero_escrito(celda.texto)
        if "%" not in celda.texto and numero is not None and 0 < numero <= 1:
            yield Aviso("columna_dudosa", lugar, _SIN_SIGNO.format(columna.rotulo))
        if celda.valor is None and parece_de_miles(celda.texto):
            motivo = f"«{columna.rotulo}»: {frase_de_decimales([celda.texto])}"
            yield Aviso("columna_dudosa", lugar, motivo)


_SIN_SIGNO = (
    "«{}» trae un número de 0 a 1 sin signo de porcentaje, y así quedó; si es una parte de uno,"
    " escríbalo de 0 a 100"
)


def reunidos(avisos: Iterable[Aviso], documento: DocumentoVisto) -> Iterator[Aviso]:
    """Los avisos, en uno los que dicen lo mismo de varios lugares.

    En una duda va lo que cada lugar dice.
    """
    iguales = agrupadas(((a.codigo, a.peso, a.mensaje), a) for a in avisos)
    for (_, peso, _), de_uno in iguales.items():
        rutas = list(dict.fromkeys(aviso.ruta for aviso in de_uno))
        if peso == "nota":
            sobran = len(rutas) - _LUGARES_QUE_SE_NOMBRAN
            y_mas = f" y {sobran} más" if sobran > 0 else ""
            yield attrs.evolve(
                de_uno[0], ruta=f"{'; '.join(rutas[:_LUGARES_QUE_SE_NOMBRAN])}{y_mas}"
            )
        else:
            dicen = {ruta: documento.texto_en(ruta) for ruta in rutas}
            datos = {**de_uno[0].datos, "lugares": dicen}
            yield attrs.evolve(de_uno[0], ruta="; ".join(rutas), datos=datos)


# ------------------------------------------------------------------ el documento entero

_NO_HAY = frozenset({"sin_matriz", "matriz_sin_filas"})


def leer_documento(
    documento: DocumentoVisto, pedido: PedidoDeLectura = SIN_PEDIR_NADA
) -> DocumentoLeido[Contenido]:
    """Plan de un documento, o su mapa, y lo que de él no se entendió.

    Se lee por sus rótulos. ``entidad`` y ``vigencia`` mandan sobre lo que él diga. Con
    ``con_mapas``, el que no trae ninguna matriz y sí un mapa de riesgos se lee como mapa.

    Lanza ``ErrorDeEntrada`` si no trae ninguna matriz o si un dato no cabe en un plan.
    """
    lectura = _lectura_de(documento, pedido)
    del_documento = (
        *columnas_de_menos(lectura.columnas),
        *enlaces_sin_leer(documento, lectura.contenido),
    )
    return attrs.evolve(lectura, avisos=(*lectura.avisos, *del_documento))


def con_las_de_adentro(documento: DocumentoVisto) -> DocumentoVisto:
    """Documento con las matrices que van en una celda de otra tabla, cada una en su lugar."""
    tablas = {tabla: [*_matrices_de(tabla)] for tabla in documento.tablas() if tabla.adentro}
    partes = []
    for parte in documento.partes:
        bloques: list[TextoVisto | TablaVista] = []
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista) and (suyas := tablas.get(bloque)):
                bloques += _por_celdas(bloque, suyas)
            else:
                bloques.append(bloque)
        partes.append(attrs.evolve(parte, bloques=tuple(bloques)))
    leidas = [una.tabla.lugar for suyas in tablas.values() for una in suyas]
    avisos = tuple(
        aviso
        for aviso in documento.avisos
        if aviso.mensaje != SE_LEYO_COMO_TEXTO
        or not any(lugar.startswith(f"{aviso.ruta}, ") for lugar in leidas)
    )
    return attrs.evolve(documento, partes=tuple(partes), avisos=avisos)


def _matrices_de(tabla: TablaVista) -> Iterator[TablaDeAdentro]:
    """Matrices que van en las celdas de una tabla, a cualquier hondura."""
    for una in tabla.adentro:
        if _es_matriz(una.tabla):
            yield una
        else:
            yield from (attrs.evolve(otra, celda=una.celda) for otra in _matrices_de(una.tabla))


def _es_matriz(tabla: TablaVista) -> bool:
    """Si trae los rótulos de un plan o de un mapa."""
    return any(tramos_de(tabla, "", declaracion, Pedidas()) for declaracion in (PLAN, mapa()))


def _por_celdas(
    tabla: TablaVista, adentro: Sequence[TablaDeAdentro]
) -> Iterator[TextoVisto | TablaVista]:
    """Textos de una tabla y las matrices de sus celdas; si ella también lo es, entera y ellas."""
    es_matriz = _es_matriz(tabla)
    if es_matriz:
        yield tabla
    de_cada_celda = agrupadas((una.celda, una) for una in adentro)
    for celda in dict.fromkeys(c for fila in tabla.filas for c in fila if c is not None):
        suyas, texto = de_cada_celda.get((celda.fila, celda.columna), []), celda.texto
        for una in suyas:
            texto = texto.replace(una.texto, "", 1)
        lugar = tabla.lugar_de(celda.fila, celda.columna)
        for renglon in () if es_matriz else filter(str.strip, texto.split("\n")):
            yield TextoVisto(renglon, lugar, enlaces=celda.enlaces)
        yield from (una.tabla for una in suyas)


def con_una_hoja(
    documento: DocumentoVisto, pedido: PedidoDeLectura, nombre: str
) -> tuple[DocumentoVisto, PedidoDeLectura]:
    """Libro con una sola de sus hojas, y pedido con la entidad y el año que dicen las demás.

    ``ErrorDeEntrada``, con las hojas que hay, si no la trae.
    """
    partes = tuple(p for p in documento.partes if en_plano(p.nombre) == en_plano(nombre))
    if not partes:
        hojas = tuple(parte.nombre for parte in documento.partes if parte.nombre)
        raise error_de_argumento(
            "hoja", esperado("hoja", hojas=hojas) if hojas else "libro_con_hojas", nombre
        )
    generales = Generales.de(documento, pedido, [])
    entidad, vigencia = generales.entidad, generales.vigencia
    pedido = attrs.evolve(pedido, entidad=entidad, vigencia=vigencia)
    return attrs.evolve(documento, partes=partes), pedido


def _lectura_de(documento: DocumentoVisto, pedido: PedidoDeLectura) -> DocumentoLeido[Contenido]:
    """Lo leído de un documento ajeno: el plan o el mapa; del que trae los dos, el pedido."""
    hay_tablas = any(tabla.filas for tabla in documento.tablas())
    fallas: list[Falla] = []
    for clave in _temas_por_buscar(pedido):
        try:
            return leer_matriz(documento, pedido, clave)
        except ErrorDeEntrada as error:
            if not any(falla.codigo in _NO_HAY for falla in error.fallas):
                raise
            if not fallas or (pedido.clave is None and hay_tablas):
                fallas += error.fallas
    raise ErrorDeEntrada(fallas)


def _temas_por_buscar(pedido: PedidoDeLectura) -> tuple[str, ...]:
    """Los temas que se buscan en un archivo, en orden: ``("plan", "mapa")``.

    Si se pidieron datos para unas columnas, sólo el tema de esos datos.
    """
    if not pedido.con_mapas:
        return ("plan",)
    if objetos := {dato.partition(".")[0] for dato in _datos_pedidos(pedido.columnas)}:
        papeles = (papel for raiz in mapa().raices for papel in raiz.papeles)
        de_un_mapa = {papel.dato.partition(".")[0] for papel in papeles}
        return ("mapa",) if objetos & de_un_mapa else ("plan",)
    return ("mapa", "plan") if pedido.clave == "mapa" else ("plan", "mapa")


def _datos_pedidos(pedido: object) -> Iterator[str]:
    """Los datos que se pidieron para unas columnas, también por tabla."""
    if isinstance(pedido, str):
        yield pedido
    elif isinstance(pedido, Mapping):
        for parte in pedido.values():
            yield from _datos_pedidos(parte)
