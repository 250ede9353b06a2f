"""De las filas leídas a su contenido: cuáles son de lo mismo, y de dónde salió cada dato.

Es el único lugar donde unas filas se vuelven un plan, un mapa…: las de una tabla, las de un
documento propio, las de uno ajeno y las del libro del plan llegan aquí como ``FilaLeida``;
``ArmadorDeFilas`` pone cada una en su sitio, y ``contenido_armado`` hace el contenido.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.estructura.mensajes import llego
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.archivos import sin_su_clave
from paac_reportes.lectura.filas.valores import DEL_PLAN, cabe_en_una_celda, leer_valor
from paac_reportes.modelo import temas
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import FormaDeFilas
from paac_reportes.modelo.recorrer import Rama, contenidos_de
from paac_reportes.textos.plano import en_plano


class Dato(NamedTuple):
    """Dato que se leyó, y dónde."""

    nombre: str
    """``actividad.meta``."""
    valor: Any
    lugar: str = ""
    """Su celda, o su fila y su columna; vacío si no está en ninguna."""

    @property
    def objeto(self) -> str:
        """Raíz del objeto de quien es el dato: ``actividad``."""
        return self.nombre.partition(".")[0]

    @property
    def dice_algo(self) -> bool:
        """Si no está en blanco; un texto vacío no dice de quién es una fila."""
        valor = self.valor
        return bool(valor.strip()) if isinstance(valor, str) else valor not in (None, [], ())


def como_datos(
    celdas: Iterable[Dato], fallas: list[Falla], forma: FormaDeFilas = DEL_PLAN
) -> Iterator[Dato]:
    """Datos de unas celdas, como los espera cada uno; lo que no cabe en uno es una falla."""
    for celda in celdas:
        nombre, valor_de_celda, lugar = celda
        if valor_de_celda is None:
            continue
        if not cabe_en_una_celda(valor_de_celda):
            fallas += _fallas_de_lo_que_no_cabe(valor_de_celda, lugar)
        elif (valor := leer_valor(nombre, valor_de_celda, forma)) is not None:
            yield celda if valor is valor_de_celda else Dato(nombre, valor, lugar)


def _fallas_de_lo_que_no_cabe(crudo: Any, lugar: str) -> Iterator[Falla]:
    """Falla de lo que no cabe en una celda; de una lista, la de cada elemento que no cabe."""
    if not isinstance(crudo, list | tuple):
        motivo = f"se esperaba un texto, un número o una fecha, llegó {mostrar(crudo)}"
        yield Falla("dato_invalido", lugar, motivo)
        return
    for numero, elemento in enumerate(crudo):
        if isinstance(elemento, list | tuple) or not cabe_en_una_celda(elemento):
            motivo = f"se esperaba un texto, llegó {mostrar(elemento)}"
            yield Falla("dato_invalido", f"{lugar}: [{numero}]", motivo)


Camino = Sequence[tuple[str, Hashable]]
"""Por qué listas se llega a un objeto y cuál es en cada una: dos filas con el mismo son de él."""


@clases.frozen
class FilaLeida:
    """Una fila: dónde está, a qué lugar va y qué dice."""

    lugar: str
    camino: Camino | None
    """``None`` si no se supo, y ya se dijo: vale lo que la fila diga de todo el contenido."""
    datos: Sequence[Dato] = ()
    reportes: Sequence[Sequence[Dato]] = ()
    """Sus seguimientos, cada uno con su corte."""

    def por_objeto(self) -> dict[str, list[Dato]]:
        """Datos de la fila por la raíz de su objeto; los que no tienen, por su nombre."""
        return agrupadas((dato.nombre.partition(".")[0], dato) for dato in self.datos)


_PASO = re.compile(r"(?<![a-z_])([a-z_]++)\[(\d++)\]")


def camino_de(ruta: object, forma: FormaDeFilas = DEL_PLAN) -> Camino | None:
    """Camino de ``componentes[0].tramites[1]``: ``[("componentes", "0"), …]``; o ``None``."""
    es_lugar = isinstance(ruta, str) and forma.rutas.fullmatch(ruta)
    return _PASO.findall(es_lugar[0]) if es_lugar else None


def titulo_de(raiz: str) -> str:
    """Nombre de lo de una lista a mitad de una frase: ``acción de mejora``."""
    return CATALOGO.de_raiz(raiz).titulo.lower()


@attrs.define(eq=False)
class Nodo:
    """Un objeto por armar: sus datos, de dónde salió cada uno y sus listas."""

    lugar: str
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    """Por dato, la fila y la columna."""
    listas: "dict[str, dict[Hashable, Nodo]]" = attrs.Factory(dict)
    """Nodos que contiene, por su lista y su clave; los seguimientos, por su corte."""

    def hijo(self, lista: str, clave: Hashable, lugar: str) -> "Nodo":
        """Nodo de esa clave en esa lista; si no está, uno nuevo."""
        hijos = self.listas.setdefault(lista, {})
        if clave not in hijos:
            hijos[clave] = Nodo(lugar)
        return hijos[clave]


@clases.frozen(eq=False)
class _ObjetosQueLleva:
    """Objetos que con otro van en su fila."""

    juntas: tuple[Rama, ...]
    """Sus listas que van enteras."""
    textos: frozenset[str]
    """Sus datos que son una lista de textos, si aquéllas lo reparten en varias filas."""
    ademas: tuple[Rama, ...]
    """Sus listas que sólo se leen."""


_NADA = _ObjetosQueLleva((), frozenset(), ())


def nombre_parecido(antes: str, ahora: str, lugares: Sequence[str]) -> Aviso:
    """Aviso de un nombre que se tomó por otro que no se escribe igual, esté donde esté."""
    resto = f" ({len(lugares)} veces)" if len(lugares) > 1 else ""
    motivo = (
        f"{mostrar(ahora)}{resto} se tomó por {mostrar(antes)}, que sólo difiere en mayúsculas o"
        " tildes; si son dos, escríbalos distinto"
    )
    anotado = {**llego(ahora), "antes": antes, "cuantos": len(lugares)}
    return Aviso("nombre_parecido", lugares[0], motivo, datos=anotado)


class ArmadorDeFilas:
    """Pone cada fila en su sitio y recuerda de dónde salió todo.

    Lo que dos filas dicen distinto de lo mismo es una falla. Con ``dudas``, donde las filas son de
    tablas que repiten los datos, manda la primera y se avisa allí.
    """

    def __init__(self, dudas: list[Aviso] | None = None, forma: FormaDeFilas = DEL_PLAN) -> None:
        self.raiz = Nodo("")
        self.fallas: list[Falla] = []
        self.repetidas: set[str] = set()
        """Las celdas que dicen otra vez un dato que ya estaba."""
        self._parecidos: dict[tuple[str, str, str], list[str]] = {}
        self.forma = forma
        self._dudas = dudas
        self._objetos_que_lleva = dict(_objetos_que_llevan(forma))
        self._ajenas_por_listas: dict[tuple[str, ...], Sequence[str]] = {}

    def agregar(self, fila: FilaLeida) -> None:
        """Pone una fila en su sitio; un dato de un objeto que no está en su camino es una falla."""
        datos = fila.por_objeto()
        self._agregar_datos_comunes(fila.lugar, datos)
        if fila.camino is None:
            return
        falla = self._falla_de_dato_ajeno(fila, fila.camino, datos)
        if falla is not None:
            self.fallas.append(falla)
            return
        nodo, lista = self.raiz, ""
        for lista, clave in fila.camino:
            nodo, raiz = nodo.hijo(lista, clave, fila.lugar), self.forma.listas[lista]
            if raiz in self._objetos_que_lleva:
                self._agregar_a(nodo, raiz, fila.lugar, datos)
            else:  # casi todos
                self.completar(nodo, datos.get(raiz, ()))
        if lista in self.forma.de_filas:
            for reporte in fila.reportes:
                self._reportar(nodo, reporte, fila.lugar)
        elif fila.reportes:
            posibles = dict.fromkeys(map(titulo_de, self.forma.de_filas.values()))
            motivo = f"trae un {self._reporte} y no dice de qué {' o '.join(posibles)}"
            self.fallas.append(Falla("fila_sin_lugar", fila.lugar, motivo))

    def nodo(self, camino: Camino | None) -> Nodo | None:
        """Nodo de un lugar; ``None`` si ninguna fila llegó a él."""
        nodo: Nodo | None = None if camino is None else self.raiz
        for lista, clave in camino or ():
            nodo = nodo.listas.get(lista, {}).get(clave) if nodo is not None else None
        return nodo

    def completar(self, nodo: Nodo, datos: Sequence[Dato]) -> None:
        """Agrega datos a un objeto; los que ya tenía tienen que ser los mismos."""
        for dato in datos:
            campo = dato.nombre.partition(".")[2] or dato.nombre
            if campo not in nodo.datos:
                nodo.datos[campo], nodo.lugares[campo] = dato.valor, dato.lugar
            elif nodo.datos[campo] == dato.valor:
                self.repetidas.add(dato.lugar)
            elif self._dudas is None and _se_escriben_distinto(nodo.datos[campo], dato.valor):
                self.repetidas.add(dato.lugar)  # «R1» y «r1 »: el primero
                self._recordar_el_parecido(dato, nodo.datos[campo])
            else:
                ya_escrito = f"{nodo.lugares[campo]} dice {mostrar(nodo.datos[campo])}"
                motivo = f"dice {mostrar(dato.valor)}, y {ya_escrito}"
                if self._dudas is None:
                    anotado = {**llego(dato.valor), "antes": mostrar(nodo.datos[campo])}
                    falla = Falla("datos_incoherentes", dato.lugar, motivo, datos=anotado)
                    self.fallas.append(falla)
                else:
                    motivo = f"{motivo}; se tomó lo primero"
                    self._dudas.append(Aviso("lectura_dudosa", dato.lugar, motivo))

    def _recordar_el_parecido(self, dato: Dato, primero: Any) -> None:
        """Recuerda un nombre que se tomó por otro que no se escribe igual, y no por un espacio."""
        textos = primero, dato.valor
        if all(isinstance(texto, str) for texto in textos):
            antes, ahora = (" ".join(texto.split()) for texto in textos)
            if antes != ahora:
                self._parecidos.setdefault((dato.nombre, antes, ahora), []).append(dato.lugar)

    @property
    def parecidos(self) -> Iterator[Aviso]:
        """Avisos de los nombres que se tomaron por otro: «Pena» por «Peña», una vez cada uno."""
        for (_, antes, ahora), lugares in self._parecidos.items():
            yield nombre_parecido(antes, ahora, lugares)

    # ------------------------------------------------------------ lo de cada objeto
    def _agregar_datos_comunes(self, lugar: str, datos: Mapping[str, Sequence[Dato]]) -> None:
        """Agrega lo que una fila dice de todo el contenido."""
        if "entidad" in datos:
            self.completar(self.raiz.hijo("entidad", "", lugar), datos["entidad"])
        for comun in self.forma.tema.filas.comunes:
            self.completar(self.raiz, datos.get(comun, ()))
        if "" in self._objetos_que_lleva:
            self._agregar_a(self.raiz, "", lugar, datos)

    def _agregar_a(
        self, nodo: Nodo, raiz: str, lugar: str, datos: Mapping[str, Sequence[Dato]]
    ) -> None:
        """Agrega los datos de una fila a un objeto que lleva otros, y a los que van con él."""
        lleva, datos_del_objeto = self._objetos_que_lleva.get(raiz, _NADA), datos.get(raiz, ())
        self.completar(nodo, [dato for dato in datos_del_objeto if dato.nombre not in lleva.textos])
        for dato in datos_del_objeto:
            if dato.nombre in lleva.textos:
                self._sumar_textos(nodo, dato)
        for lista in lleva.juntas:
            self._agregar_lista(nodo, lista, lugar, datos.get(lista.raiz, ()))
        for lista in lleva.ademas:
            familia = self._familia(lista.raiz)
            if any(_dicen_algo(datos.get(raiz_de_ella, ())) for raiz_de_ella in familia):
                # Lo que sólo se lee se conoce por sus primeros campos, traiga o no alguno.
                (campos, *_) = self.forma.tema.filas.identidad[lista.raiz].por
                valores = {dato.nombre: dato.valor for dato in datos.get(lista.raiz, ())}
                clave = repr([valores.get(f"{lista.raiz}.{campo}") for campo in campos])
                hijo = nodo.hijo(lista.nombre, clave, lugar)
                self._agregar_a(hijo, lista.raiz, lugar, datos)

    def _agregar_lista(self, nodo: Nodo, lista: Rama, lugar: str, datos: Sequence[Dato]) -> None:
        """Agrega a una lista los elementos que le faltan; cada columna trae un dato de todos."""
        if not _dicen_algo(datos):
            return
        largos = {len(dato.valor): dato for dato in datos}
        if len(largos) > 1:
            cuantos = ", ".join(f"{largo} de {dato.nombre}" for largo, dato in largos.items())
            motivo = f"se esperaba lo mismo de cada columna, llegaron {cuantos}"
            self.fallas.append(Falla("datos_incoherentes", lugar, motivo))
            return
        veces = Counter[str]()
        for indice in range(*largos):
            elemento = [
                dato._replace(valor=dato.valor[indice])
                for dato in datos
                if dato.valor[indice] is not None
            ]
            clave = repr([(dato.nombre, dato.valor) for dato in elemento])
            veces[clave] += 1
            self.completar(nodo.hijo(lista.nombre, (clave, veces[clave]), lugar), elemento)

    def _sumar_textos(self, nodo: Nodo, dato: Dato) -> None:
        """Agrega los textos de una lista que el objeto aún no tenía, o no tantas veces."""
        campo = dato.nombre.partition(".")[2]
        textos = nodo.datos.get(campo, [])
        if not (isinstance(textos, list) and isinstance(dato.valor, list)):
            self.completar(nodo, [dato])  # lo que no es una lista lo dice la lectura de los datos
            return
        nodo.lugares.setdefault(campo, dato.lugar)
        # En el orden en que vienen: de los repetidos, sobran tantos como ya tenía.
        veces_que_estaban = Counter(textos)
        nuevos = []
        for texto in dato.valor:
            if veces_que_estaban[texto]:
                veces_que_estaban[texto] -= 1
            else:
                nuevos.append(texto)
        nodo.datos[campo] = [*textos, *nuevos]

    # ------------------------------------------------------------ lo que no cabe
    def _falla_de_dato_ajeno(
        self, fila: FilaLeida, camino: Camino, datos: Mapping[str, Sequence[Dato]]
    ) -> Falla | None:
        """Falla de una fila que trae un dato de un objeto que no está en su camino."""
        listas = tuple(lista for lista, _ in camino)
        for raiz in self._raices_ajenas(listas):
            if ajeno := next((dato for dato in datos.get(raiz, ()) if dato.dice_algo), None):
                motivo = f"una fila de {'.'.join(listas)} no lleva {ajeno.nombre}"
                return Falla("datos_incoherentes", ajeno.lugar or fila.lugar, motivo)
        return None

    def _raices_ajenas(self, listas: tuple[str, ...]) -> Sequence[str]:
        """Raíces que no son de las filas que llegan por esas listas."""
        if listas not in self._ajenas_por_listas:
            raices_del_camino = ("", *(self.forma.listas[lista] for lista in listas))
            de_la_familia = {r for raiz in raices_del_camino for r in self._familia(raiz)}
            forma = self.forma
            conocidas = (*forma.listas.values(), *forma.juntas.values(), *forma.ademas)
            self._ajenas_por_listas[listas] = [
                raiz for raiz in dict.fromkeys(conocidas) if raiz not in de_la_familia
            ]
        return self._ajenas_por_listas[listas]

    def _familia(self, raiz: str) -> Iterator[str]:
        """Raíz, y las de las listas y objetos que van con ella en una fila."""
        yield raiz
        if lleva := self._objetos_que_lleva.get(raiz):
            yield from (lista.raiz for lista in lleva.juntas)
            for lista in lleva.ademas:
                yield from self._familia(lista.raiz)

    @property
    def _reporte(self) -> str:
        """Nombre de lo que una fila reporta en un corte: ``seguimiento``."""
        return titulo_de(self.forma.de_corte)

    def _reportar(self, nodo: Nodo, reporte: Sequence[Dato], lugar: str) -> None:
        """Agrega un reporte; de un corte hay uno, salvo que las tablas lo repitan."""
        lista = self.forma.tema.filas.por_corte or ""
        de_corte = f"{self.forma.de_corte}.corte"
        corte = next((dato.valor for dato in reporte if dato.nombre == de_corte), None)
        # Uno que no es fecha lo dice la lectura de los datos, con su columna.
        clave = repr(corte)
        if corte is None:
            motivo = f"trae un {self._reporte} sin corte; se esperaba su columna, o el argumento"
            self.fallas.append(Falla("corte_desconocido", lugar, f"{motivo} corte"))
        elif self._dudas is None and clave in nodo.listas.get(lista, ()):
            motivo = f"ya hay otro {self._reporte} con corte {mostrar(corte)} de la misma fila"
            self.fallas.append(Falla("dato_repetido", lugar, motivo, datos=llego(corte)))
        else:
            self.completar(nodo.hijo(lista, clave, lugar), reporte)


def _objetos_que_llevan(forma: FormaDeFilas) -> Iterator[tuple[str, _ObjetosQueLleva]]:
    """Raíces de los objetos que llevan otros en su fila, con lo que lleva cada uno."""
    clases = {"": forma.tema.clase}
    clases |= {raiz: forma.raices[raiz] for raiz in forma.listas.values()}
    clases |= {raiz: lista.clase for raiz, lista in forma.ademas.items()}
    for raiz, clase in clases.items():
        juntas = tuple(rama for rama in contenidos_de(clase) if rama.nombre in forma.juntas)
        ademas = tuple(rama for rama in contenidos_de(clase) if rama.raiz in forma.ademas)
        datos = [f"{raiz}.{campo}" for campo in campos_propios(clase)] if juntas else ()
        textos = frozenset(
            dato
            for dato in datos
            if CATALOGO.tipo(dato) is tuple and CATALOGO.de_cada_uno(dato) is str
        )
        if juntas or ademas:
            yield raiz, _ObjetosQueLleva(juntas, textos, ademas)


def _se_escriben_distinto(antes: object, ahora: object) -> bool:
    """Si son el mismo texto, con otros espacios, tildes o mayúsculas."""
    return isinstance(antes, str) and isinstance(ahora, str) and en_plano(antes) == en_plano(ahora)


def _dicen_algo(datos: Iterable[Dato]) -> bool:
    return any(dato.dice_algo for dato in datos)


def contenido_armado(
    armado: ArmadorDeFilas,
    otras: Mapping[str, Any],
    situar: Callable[[Sequence[Falla], Mapping[str, str]], Iterable[Falla]] | None = None,
    reloj: Reloj | None = None,
) -> tuple[temas.Contenido, dict[str, str]]:
    """Contenido de unas filas y, por ruta, el lugar de donde salió cada dato.

    ``otras`` son las claves que no salen de ellas, que mandan. ``ErrorDeEntrada`` con todas las
    fallas, cada una en el lugar que dice ``situar`` o, sin él, en su fila.
    """
    datos, origenes = datos_y_lugares(armado.raiz)
    try:
        contenido = sin_su_clave({**datos, **otras}, armado.forma.tema, reloj)
    except ErrorDeEntrada as error:
        fallas = (situar or en_su_fila)(error.fallas, origenes)
        raise ErrorDeEntrada((*armado.fallas, *fallas)) from None
    if armado.fallas:
        raise ErrorDeEntrada(armado.fallas)
    return contenido, {ruta: lugar for ruta, lugar in origenes.items() if lugar}


def datos_y_lugares(raiz: Nodo) -> tuple[dict[str, Any], dict[str, str]]:
    """Datos como diccionario y, por ruta, la fila y la columna de donde salieron."""
    lugares: dict[str, str] = {}
    return _datos(raiz, "", lugares), lugares


def _datos(nodo: Nodo, ruta: str, lugares: dict[str, str]) -> dict[str, Any]:
    """Datos de un nodo como diccionario; ``lugares`` recibe de dónde salió cada uno, por ruta."""
    lugares[ruta] = nodo.lugar
    for campo, lugar in nodo.lugares.items():
        lugares[unir_ruta(ruta, campo)] = lugar
    datos = _anidados(nodo.datos)
    for lista, hijos in nodo.listas.items():
        if lista == "entidad":
            datos[lista] = _datos(hijos[""], lista, lugares)
            continue
        datos[lista] = [
            _datos(hijo, f"{unir_ruta(ruta, lista)}[{numero}]", lugares)
            for numero, hijo in enumerate(hijos.values())
        ]
    return datos


def _anidados(planos: Mapping[str, Any]) -> dict[str, Any]:
    """Datos con sus objetos: ``{"verificacion.nota": …}`` → ``{"verificacion": {"nota": …}}``."""
    if not any("." in clave for clave in planos):  # casi todos
        return dict(planos)
    datos: dict[str, Any] = {}
    for clave, valor in planos.items():
        # Lo de adentro puede llevar puntos en su nombre.
        objeto, punto, campo = clave.partition(".")
        if punto:
            datos.setdefault(objeto, {})[campo] = valor
        else:
            datos[clave] = valor
    return datos


def en_su_fila(fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
    """Fallas con la fila y la columna en vez de la ruta en los datos."""
    for falla in fallas:
        yield falla.en(lugar_en_su_fila(falla.ruta, lugares))


def lugar_en_su_fila(ruta: str, lugares: Mapping[str, str]) -> str:
    """Lugar de la parte más larga de una ruta que lo tenga, y el resto: ``fila 3: zona``."""
    ruta_conocida = ruta
    while ruta_conocida and not lugares.get(ruta_conocida):
        ruta_conocida = re.sub(r"(?:\.?[^.\[\]]+|\[\d+\])\Z", "", ruta_conocida)
    resto = ruta[len(ruta_conocida) :].lstrip(".")
    return ": ".join(filter(None, (lugares.get(ruta_conocida, ""), resto)))
