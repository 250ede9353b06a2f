"""Un contenido de una tabla de datos: una consulta, un CSV, un ``DataFrame``.

Primero las columnas: cuál trae cada dato, en qué corte, y qué dice cada celda suya. Luego, lo que
dicen las filas, reunido en los nodos del contenido: por qué listas se llega a lo de una lo dicen
los datos que trae; cuál es en cada lista, los que lo identifican, que declara su tema
(``temas.Identidad``). Con ``ruta``, es de donde diga. Lo que dos filas dicen distinto de lo mismo
es una falla.
"""

import functools
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import Extras, desestructurar, falla_de_argumento, mostrar
from paac_reportes.estructura.corrientes import tiene_zona
from paac_reportes.estructura.filas_ajenas import es_objeto, nombres_de_datos, que_escribir
from paac_reportes.estructura.mensajes import error_de_argumento, llego
from paac_reportes.estructura.valores import Reloj
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.filas.fuentes import FilasDeFuente, filas_leidas
from paac_reportes.lectura.filas.valores import (
    CALCULADO,
    Nodo,
    cabe_en_una_celda,
    clase_de,
    contenido_armado,
    dato_desconocido,
    duda_de_fraccion,
    es_abierta,
    frase_de_decimales,
    lector_de,
    leer_corte,
    lugar_en_su_fila,
    lugares_de,
    parece_de_miles,
    texto_que_llega,
)
from paac_reportes.modelo import Entidad, temas
from paac_reportes.modelo.campos import fechas_en_numero
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTA, RUTA, FormaDeFilas, forma_de_filas
from paac_reportes.modelo.recorrer import Rama, caminos_de, contenidos_de
from paac_reportes.modelo.temas import Identidad
from paac_reportes.textos.columnas_ajenas import avisos_de_programa
from paac_reportes.textos.plano import el_mas_cercano, en_plano
from paac_reportes.textos.valores import como_texto, numero_de


@attrs.define(eq=False)
class ColumnaDeFilas:
    """Una columna de que sale un dato."""

    dato: str
    nombre: str
    grupo: int = 0
    """Número del grupo de un corte en que va, desde 1; 0 si en ninguno."""
    corte: date | None = None
    codigos: Mapping[str, Any] = attrs.Factory(dict)
    """Qué dice cada código: ``{"H": "cumplida"}``."""
    valores: Sequence[Any] = ()
    """Valor ya leído de cada fila; ``None`` si la fila no dice nada."""

    obligada: bool = False
    """Si el dato no puede faltar."""
    raiz: str = attrs.field(init=False)
    """Raíz del objeto de quien es el dato: ``actividad``; de los que no tienen, su nombre."""
    campo: str = attrs.field(init=False)
    """Nombre del dato en su objeto: ``meta``."""
    lugar: str = attrs.field(init=False)
    """Lo que va tras el lugar de la fila: ``, columna 'META'``."""

    def __attrs_post_init__(self) -> None:
        self.raiz, _, campo = self.dato.partition(".")
        self.campo = campo or self.dato
        self.lugar = f", columna {self.nombre!r}"


class LectorDeFilas:
    """Lee unas filas columna por columna; anota lo que falla y lo que conviene revisar."""

    def __init__(self, filas: FilasDeFuente, forma: FormaDeFilas, reloj: Reloj) -> None:
        self._filas, self._forma, self._reloj = filas, forma, reloj
        self.fallas: list[Falla] = []
        self.avisos: list[Aviso] = []

    def leer(self, pedidas: object) -> list[ColumnaDeFilas]:
        """Columnas pedidas, con lo que dice cada fila; si no se piden, las que dicen su dato.

        Se llaman como él o como su rótulo. ``ErrorDeEntrada`` con todo dato que no existe y toda
        columna que ninguna fila trae.
        """
        nombres = [nombre for nombre in self._filas.columnas if not nombre.startswith(CALCULADO)]
        if pedidas is None:
            rotulos = _por_rotulo(self._forma)
            por_dato = ((rotulos.get(en_plano(nombre), nombre), nombre) for nombre in nombres)
            columnas = list(self._columnas(por_dato, "filas"))
        else:
            columnas = list(self._pedidas(pedidas))
            usadas = dict.fromkeys(columna.nombre for columna in columnas)
            self._comprobar_que_estan(usadas)
            if sobran := [nombre for nombre in nombres if nombre not in usadas]:
                de_que = f"ningún dato {self._forma.tema.de} sale de"
                motivo = f"{de_que} {', '.join(map(mostrar, sobran))}"
                anotado = {"columnas": tuple(sobran)}
                self.avisos.append(Aviso("dato_sobrante", "filas", motivo, datos=anotado))
        if self.fallas:
            raise ErrorDeEntrada(self.fallas)
        for columna in columnas:
            celdas = self._filas.celdas(columna.nombre)
            self.avisos += self._avisos_de(columna, celdas)
            columna.valores = list(self._leidos(columna, celdas))
        return columnas

    # ------------------------------------------------------------ qué columnas
    def _pedidas(self, pedidas: object) -> Iterator[ColumnaDeFilas]:
        """Las columnas que se pidieron: las sueltas y las de cada grupo de un corte.

        ``pedidas``: de qué columna es cada dato; anota las fallas de lo que no se entiende.
        """
        if not isinstance(pedidas, Mapping):
            raise error_de_argumento("columnas", "columna_de_cada_dato", pedidas)
        sueltas = dict(pedidas)
        # Sólo va en grupos lo que es de un corte; en los demás, es un dato que no existe.
        clave = self._forma.tema.filas.por_corte
        grupos = sueltas.pop(clave, None) if clave else None
        yield from self._columnas(sueltas.items(), "columnas")
        if not isinstance(grupos, list | tuple | None):
            self._fallar(f"columnas.{clave}", "lista_de_grupos", grupos)
            return
        for numero, grupo in enumerate(grupos or ()):
            ruta = f"columnas.{clave}[{numero}]"
            if not isinstance(grupo, Mapping):
                self._fallar(ruta, "grupo_de_corte", grupo)
                continue
            del_grupo = dict(grupo)
            corte = leer_corte(del_grupo.pop("corte", None))
            if not isinstance(corte, date):
                self._fallar(f"{ruta}.corte", "fecha", corte)
            for columna in self._columnas(del_grupo.items(), ruta, f"{self._forma.de_corte}."):
                yield attrs.evolve(columna, grupo=numero + 1, corte=corte)

    def _columnas(
        self, pedidas: Iterable[tuple[object, Any]], ruta: str, antes: str = ""
    ) -> Iterator[ColumnaDeFilas]:
        """Columnas de unos datos; es una falla que dos nombren el mismo.

        Con sus códigos: ``("seguimiento.estado", {"columna": "EST", "valores": {"H": …}})``.
        """
        nombradas: dict[str, Any] = {}
        for pedido, columna in pedidas:
            if not isinstance(pedido, str):
                self._fallar(ruta, "clave_de_texto", pedido)
                continue
            dato = self._forma.la_que_es(antes + pedido)
            if dato in nombradas:
                motivo = f"{mostrar(nombradas[dato])} y {mostrar(columna)} son el mismo dato"
                anotado = {"llego": columna, "antes": nombradas[dato]}
                self.fallas.append(Falla("dato_repetido", ruta, motivo, datos=anotado))
            nombradas[dato] = columna
            if not self._forma.admite(dato):
                self.fallas.append(dato_desconocido(dato, ruta, self._forma))
            match columna:
                case str():
                    yield ColumnaDeFilas(dato, columna)
                case {"columna": str(nombre), "valores": {**dichos}, **otras} if (
                    nombre and not otras
                ):
                    codigos = {_codigo(codigo): valor for codigo, valor in dichos.items()}
                    yield ColumnaDeFilas(dato, nombre, codigos=codigos)
                case Mapping():
                    self._fallar(f"{ruta}.{dato}", "columna_con_valores", columna.get("columna"))
                case _:
                    self._fallar(f"{ruta}.{dato}", "nombre_de_columna", columna)

    def _comprobar_que_estan(self, usadas: Iterable[str]) -> None:
        """Anota una falla por cada columna pedida que ninguna fila trae."""
        for nombre in usadas if self._filas.filas else ():
            if not self._filas.trae(nombre):
                los_que_hay = sorted(nombres_de_datos(self._filas.filas[0]))
                cercano = el_mas_cercano(nombre, los_que_hay, cutoff=0)
                pista = "" if cercano is None else f"; la más parecida es {cercano!r}"
                motivo = f"ninguna trae la columna {mostrar(nombre)}{pista}"
                donde, anotado = Posicion(columna=nombre), {"llego": nombre, "parecido": cercano}
                self.fallas.append(Falla("columna_no_hallada", "filas", motivo, donde, anotado))

    def _fallar(self, ruta: str, esperado: str, llego: object) -> None:
        self.fallas.append(falla_de_argumento(ruta, esperado, llego))

    # ------------------------------------------------------------ qué dice cada celda
    def _leidos(self, columna: ColumnaDeFilas, celdas: Sequence[Any]) -> Iterator[Any]:
        """Lo que dice cada celda de una columna; ``None``, y su falla, lo que no cabe en una."""
        leer, clase = lector_de(columna.dato, self._forma), clase_de(columna.dato, self._forma)
        for celda, lugar in zip(celdas, self._filas.lugares, strict=True):
            valor = celda
            if celda is None:
                yield None
                continue
            if columna.codigos:
                valor = columna.codigos.get(_codigo(celda), celda)
            elif (clase is date and type(celda) is str) or tiene_zona(celda):
                valor = self._reloj.dia(celda, f"filas{columna.lugar}")
            if type(valor) is not str and not cabe_en_una_celda(valor):
                self.fallas += _fallas_de_lo_que_no_cabe(valor, lugar + columna.lugar)
                valor = None
            yield None if valor is None else leer(valor)

    def _avisos_de(self, columna: ColumnaDeFilas, celdas: Sequence[Any]) -> Iterator[Aviso]:
        """Avisos de lo que las celdas de una columna traen y quizá no era."""
        ruta = f"filas{columna.lugar}"
        if CATALOGO.es_codigo(columna.dato):
            yield from _aviso_de_codigos(ruta, celdas)
        if not columna.codigos:
            yield from avisos_de_programa(ruta, zip(self._filas.lugares, celdas, strict=True))
        es_de_numeros = clase_de(columna.dato, self._forma) is Decimal
        # Las nuestras no separan los miles.
        if es_de_numeros and not es_abierta(self._filas.columnas, self._forma):
            yield from _avisos_de_numeros(ruta, celdas)


@functools.lru_cache(maxsize=8)
def _por_rotulo(forma: FormaDeFilas) -> Mapping[str, str]:
    """Dato de cada rótulo con que va en una hoja de datos, en plano; ninguno se repite."""
    return {en_plano(forma.campo(clave).largo): clave for clave in forma.claves}


def _codigo(valor: Any) -> str:
    """Código como se escribe en la clave de un mapa: ``1`` o ``H``."""
    return str(texto_que_llega(valor)).strip()


def _fallas_de_lo_que_no_cabe(valor: Any, lugar: str) -> Iterator[Falla]:
    """La falla de un valor que no puede ir en una celda, como un diccionario.

    De una lista, las de sus elementos.
    """
    if not isinstance(valor, list | tuple):
        motivo = f"se esperaba un texto, un número o una fecha, llegó {mostrar(valor)}"
        yield Falla("dato_invalido", lugar, motivo)
        return
    for numero, elemento in enumerate(valor):
        if isinstance(elemento, list | tuple) or not cabe_en_una_celda(elemento):
            motivo = f"se esperaba un texto, llegó {mostrar(elemento)}"
            yield Falla("dato_invalido", f"{lugar}: [{numero}]", motivo)


def _aviso_de_codigos(ruta: str, valores: Sequence[Any]) -> Iterator[Aviso]:
    """Aviso de los códigos que llegaron como número con decimales: ``1.10`` ya perdió su cero."""
    decimales = (valor for valor in valores if isinstance(valor, Decimal))
    if cuantos := sum(1 for valor in decimales if valor != valor.to_integral_value()):
        motivo = (
            f"{cuantos} de los códigos llegaron como número: 1.1 y 1.10 no se distinguen;"
            " pídalos como texto"
        )
        yield Aviso("codigo_como_numero", ruta, motivo, datos={"cuantos": cuantos})


def _avisos_de_numeros(ruta: str, valores: Sequence[Any]) -> Iterator[Aviso]:
    """Avisos de los números que se pudieron escribir por otros: ``1.000`` por mil, 0,2 por 20."""
    if dudosos := list(filter(parece_de_miles, valores)):
        yield Aviso("columna_dudosa", ruta, frase_de_decimales(dudosos))
    if partes := [valor for valor in valores if duda_de_fraccion(valor)]:
        resto = f" (y {len(partes) - 1} más como él)" if len(partes) > 1 else ""
        motivo = f"{como_texto(numero_de(partes[0]))}{resto} {duda_de_fraccion(partes[0])}"
        yield Aviso("avance_como_fraccion", ruta, motivo, datos={"cuantos": len(partes)})


_Columnas = Sequence[ColumnaDeFilas]
_SIN_DECLARAR = Identidad(si_no="lo_mismo")
_DE_NADIE = object()
"""Clave de la fila de que no se sabe de quién es, que es una falla."""
_PASO = re.compile(r"(?<![a-z_])([a-z_]++)\[(\d++)\]")


class ReunionDeFilas:
    """Pone lo de cada fila en su nodo y recuerda de dónde salió todo."""

    def __init__(
        self,
        forma: FormaDeFilas,
        columnas: _Columnas,
        lugares: Sequence[str],
        corte: date | None,
        fallas: list[Falla],
    ) -> None:
        self.raiz = Nodo("filas")
        self._forma, self._lugares, self._corte, self._fallas = forma, lugares, corte, fallas
        sueltas = [columna for columna in columnas if not columna.grupo]
        self._por_dato = {columna.dato: columna for columna in sueltas}
        self._marcar_las_obligadas()
        self._columnas = agrupadas((columna.raiz, columna) for columna in sueltas)
        comunes = forma.tema.filas.comunes
        self._columnas[""] = [columna for columna in sueltas if columna.dato in comunes]
        de_corte = (columna for columna in columnas if columna.raiz == forma.de_corte)
        self._grupos = agrupadas((columna.grupo, columna) for columna in de_corte)
        self._nombran: dict[str, set[int]] = {}
        """Filas que dicen algo de un objeto de una lista, o de lo que contiene, por la raíz del
        objeto."""
        for raiz, dueno in _duenos(forma):
            filas = _filas_que_dicen(self._columnas.get(raiz, ()))
            self._nombran.setdefault(dueno, set()).update(filas)
        self._veces: Counter[Hashable] = Counter()
        self.parecidos: dict[tuple[str, ...], Aviso] = {}
        """Avisos de los nombres que se tomaron por otro: «Pena» por «Peña», una vez cada uno."""

    def _marcar_las_obligadas(self) -> None:
        """Marca las columnas de lo que no puede faltar: en ellas, un texto en blanco es que falta.

        Salvo en la fila que trae su ruta, que va a la letra: la escribió la biblioteca.
        """
        for raiz, clase in {"entidad": Entidad, **self._forma.raices}.items():
            for campo in attrs.fields(clase):
                columna = self._por_dato.get(f"{raiz}.{campo.name}")
                if columna and campo.default is attrs.NOTHING and campo.type is str:
                    columna.obligada = True
                    columna.valores = [
                        valor if _dice_algo(valor) or self._dicho(RUTA, n) else None
                        for n, valor in enumerate(columna.valores)
                    ]

    def reunir(self) -> None:
        """Pone las filas en su sitio; la que no se sabe de quién es dice sólo lo de todas."""
        for n, lugar in enumerate(self._lugares):
            entidad = self.raiz.hijo("entidad", "", "")  # de ninguna fila
            self._completar(entidad, self._columnas.get("entidad", ()), n)
            self._poner(self.raiz, "", n)
            nodo, camino = self.raiz, self._camino(n)
            for lista, numero in camino.items():
                raiz = self._forma.listas[lista]
                if (clave := numero or self._clave(nodo, raiz, n)) is _DE_NADIE:
                    break
                nodo = nodo.hijo(lista, clave, lugar)
                self._poner(nodo, raiz, n)
            else:
                self._reportar(nodo, n, es_fila=not self._forma.de_filas.keys().isdisjoint(camino))

    # ------------------------------------------------------------ por qué listas
    def _camino(self, n: int) -> Mapping[str, str]:
        """Listas por las que se llega a lo de una fila, con sus números si los dice su ruta.

        Ninguna si no dice de nada, o si es una falla.
        """
        nombradas = frozenset(raiz for raiz, filas in self._nombran.items() if n in filas)
        lista, ruta, de_filas = self._dicho(LISTA, n), self._dicho(RUTA, n), [*self._forma.de_filas]
        if lista is not None and lista not in de_filas:
            self._fallar(LISTA, n, f"se esperaba {', '.join(de_filas[:-1])} o {de_filas[-1]}")
            return {}
        if ruta is None:
            camino = self._listas_hasta(nombradas, lista) if nombradas or lista else {}
        elif isinstance(ruta, str) and self._forma.rutas.fullmatch(ruta):
            camino = dict(_PASO.findall(ruta))
        else:
            self._fallar(RUTA, n, f"se esperaba un lugar como {self._forma.tema.filas.lugar}")
            return {}
        if ajenas := sorted(nombradas - {self._forma.listas[lista] for lista in camino}):
            motivo = f"una fila de {'.'.join(camino)} no lleva lo de {titulo_de(ajenas[0])}"
            self._fallas.append(Falla("datos_incoherentes", self._lugares[n], motivo))
            return {}
        return camino

    @clases.recordado
    def _listas_hasta(self, nombradas: frozenset[str], ultima: str | None) -> Mapping[str, str]:
        """Listas del camino más corto que pasa por más de las raíces que una fila nombra.

        Acaba en la última, si se dice; de dos iguales, el que pasa por más de las que nombra
        alguna fila.
        """
        de_alguna = {raiz for raiz, filas in self._nombran.items() if filas}
        posibles = (
            ({rama.raiz for rama in camino}, [rama.nombre for rama in camino])
            for camino in caminos_de(self._forma.tema.clase)
            if all(self._forma.listas.get(rama.nombre) == rama.raiz for rama in camino)
            if (camino[-1].nombre == ultima if ultima else camino[-1].raiz in nombradas)
        )
        _, listas = max(
            posibles, key=lambda p: (len(p[0] & nombradas), len(p[0] & de_alguna), -len(p[1]))
        )
        return dict.fromkeys(listas, "")

    # ------------------------------------------------------------ cuál es en cada una
    def _clave(self, nodo: Nodo, raiz: str, n: int) -> Hashable:
        """Clave con que se sabe si dos filas hablan del mismo objeto de una lista; ``n``: la fila.

        Lo que lo identifica o lo que su tema diga sin ello; si lo exige, ``_DE_NADIE`` y falla.
        """
        identidad = self._identidad_de(raiz)
        if (clave := self._identidades(raiz)[n]) is not None:
            return clave
        if identidad.si_no == "nadie":
            esperado = identidad.se_espera or " o ".join(f"{raiz}.{p[0]}" for p in identidad.por)
            motivo = f"no dice de qué {titulo_de(raiz)} es: se esperaba {esperado}"
            self._fallas.append(Falla("fila_sin_lugar", self._lugares[n], motivo))
            return _DE_NADIE
        columnas = self._columnas.get(raiz, ())
        if any(columna.obligada and columna.valores[n] is None for columna in columnas):
            return n  # otro en cada fila: la falla de todas se dice
        if identidad.si_no == "sin_nombre":
            return None
        dichos = repr([(c.dato, c.valores[n]) for c in columnas if c.valores[n] is not None])
        if identidad.si_no == "lo_mismo":
            return dichos
        # El primero de los mismos datos que aún no reporta ese corte; dos sin corte, nunca.
        cortes = repr([corte for corte, _ in self._reportes(n)])
        self._veces[id(nodo), dichos, cortes] += 1
        return dichos, cortes == "[]", self._veces[id(nodo), dichos, cortes]

    @clases.recordado
    def _identidades(self, raiz: str) -> Sequence[Hashable]:
        """Identidad que cada fila da a lo de una lista; ``None`` si no trae con qué.

        Sin mirar mayúsculas, tildes ni espacios: «R1» y «r1 » son la misma. Quien trae la
        referencia y la descripción de un riesgo dice de cuál es esa descripción en su proceso.
        """
        por = [self._planos(raiz, campos) for campos in self._identidad_de(raiz).por]
        if len(por) <= 1:  # no hay con qué más conocerlo
            return por[0] if por else [None] * len(self._lugares)
        listas = [*self._forma.listas.values()]
        arriba = [self._identidades(dueno) for dueno in listas[: listas.index(raiz)]]
        filas = list(zip(zip(*arriba, strict=True) if arriba else repeat(()), *por, strict=False))
        primeros: dict[Hashable, set[Hashable]] = {}
        for quien, primero, otro in filas:
            if primero and otro:
                primeros.setdefault((quien, otro), set()).add(primero)
        unicos = {otro: suyos.pop() for otro, suyos in primeros.items() if len(suyos) == 1}
        return [primero or unicos.get((quien, otro), otro) for quien, primero, otro in filas]

    def _planos(self, raiz: str, campos: Sequence[str]) -> Sequence[Hashable]:
        """Texto en plano que cada fila dice de unos campos; ``None`` si nada."""
        columnas = [self._por_dato.get(f"{raiz}.{campo}") for campo in campos]
        en_blanco = [None] * len(self._lugares)
        planos = [_en_planos(c.valores) if c else en_blanco for c in columnas]
        return [(campos, fila) if any(fila) else None for fila in zip(*planos, strict=True)]

    def _identidad_de(self, raiz: str) -> Identidad:
        return self._forma.tema.filas.identidad.get(raiz, _SIN_DECLARAR)

    # ------------------------------------------------------------ lo de cada objeto
    def _poner(self, nodo: Nodo, raiz: str, n: int) -> None:
        """Pone en un objeto lo que la fila ``n`` dice de él y de las listas que lleva."""
        self._completar(nodo, self._columnas.get(raiz, ()), n)
        for lista in self._listas_que_lleva(raiz):
            familia = (self._columnas.get(objeto, ()) for objeto in self._familia(lista.raiz))
            if not any(_dice_algo(c.valores[n]) for columnas in familia for c in columnas):
                continue
            if lista.nombre in self._forma.juntas:
                self._poner_juntas(nodo, lista, n)
            elif (clave := self._clave(nodo, lista.raiz, n)) is not _DE_NADIE:
                self._poner(nodo.hijo(lista.nombre, clave, self._lugares[n]), lista.raiz, n)

    @clases.recordado
    def _listas_que_lleva(self, raiz: str) -> tuple[Rama, ...]:
        """Las listas de un objeto que van en su misma fila, o que sólo se leen.

        ``raiz``: cómo se nombra el objeto, «riesgo»; vacía, el contenido entero.
        """
        forma = self._forma
        solo_leida = forma.ademas.get(raiz)
        clase = solo_leida.clase if solo_leida else forma.raices.get(raiz, forma.tema.clase)
        return tuple(
            rama
            for rama in contenidos_de(clase)
            if rama.nombre in forma.juntas or rama.raiz in forma.ademas
        )

    @clases.recordado
    def _familia(self, raiz: str) -> tuple[str, ...]:
        """Raíz de una lista que va con otro objeto, y las de las que lleva."""
        adentro = self._listas_que_lleva(raiz) if raiz in self._forma.ademas else ()
        return (raiz, *(objeto for lista in adentro for objeto in self._familia(lista.raiz)))

    def _completar(self, nodo: Nodo, columnas: _Columnas, n: int) -> None:
        """Agrega a un objeto lo que la fila ``n`` dice; si ya decía otra cosa, se concilia."""
        datos = nodo.datos
        for columna in columnas:
            valor, campo = columna.valores[n], columna.campo
            if valor is None:
                if columna.obligada:
                    nodo.lugares.setdefault(campo, self._lugares[n] + columna.lugar)
            elif campo not in datos:
                datos[campo], nodo.lugares[campo] = valor, self._lugares[n] + columna.lugar
            elif datos[campo] != valor:
                self._conciliar(nodo, columna, n)

    def _conciliar(self, nodo: Nodo, columna: ColumnaDeFilas, n: int) -> None:
        """Junta lo que dos filas dicen distinto del mismo dato, si es una lista; si no, es falla.

        Del texto que sólo difiere en mayúsculas o tildes queda el primero, y se avisa.
        """
        antes, ahora = nodo.datos[columna.campo], columna.valores[n]
        lugar = self._lugares[n] + columna.lugar
        if isinstance(antes, list) and isinstance(ahora, list):
            # Los que aún no tenía, o no tantas veces, en el orden en que vienen.
            nodo.datos[columna.campo] = [*antes, *(Counter(ahora) - Counter(antes)).elements()]
        elif (
            isinstance(antes, str) and isinstance(ahora, str) and en_plano(antes) == en_plano(ahora)
        ):
            textos = " ".join(antes.split()), " ".join(ahora.split())
            if textos[0] != textos[1]:  # «R1» y «r1 »: el primero
                motivo = (
                    f"{mostrar(textos[1])} se tomó por {mostrar(textos[0])}, que sólo difiere en"
                    " mayúsculas o tildes; si son dos, escríbalos distinto"
                )
                anotado = {**llego(textos[1]), "antes": textos[0]}
                aviso = Aviso("nombre_parecido", lugar, motivo, datos=anotado)
                self.parecidos.setdefault((columna.dato, *textos), aviso)
        else:
            motivo = f"dice {mostrar(ahora)}, y {nodo.lugares[columna.campo]} dice {mostrar(antes)}"
            anotado = {**llego(ahora), "antes": mostrar(antes)}
            self._fallas.append(Falla("datos_incoherentes", lugar, motivo, datos=anotado))

    def _poner_juntas(self, nodo: Nodo, lista: Rama, n: int) -> None:
        """Agrega a una lista los elementos que le faltan; cada columna trae un dato de todos."""
        columnas = [c for c in self._columnas[lista.raiz] if c.valores[n] is not None]
        largos = {len(columna.valores[n]): columna.dato for columna in columnas}
        if len(largos) > 1:
            cuantos = ", ".join(f"{largo} de {dato}" for largo, dato in largos.items())
            motivo = f"se esperaba lo mismo de cada columna, llegaron {cuantos}"
            self._fallas.append(Falla("datos_incoherentes", self._lugares[n], motivo))
            return
        lugares = {c.campo: self._lugares[n] + c.lugar for c in columnas}
        veces = Counter[str]()
        for valores in zip(*(columna.valores[n] for columna in columnas), strict=True):
            campos = zip(lugares, valores, strict=True)
            datos = {campo: valor for campo, valor in campos if valor is not None}
            veces[clave := repr(datos)] += 1
            hijo = nodo.hijo(lista.nombre, (clave, veces[clave]), self._lugares[n])
            hijo.datos, hijo.lugares = datos, lugares

    # ------------------------------------------------------------ lo de cada corte
    def _reportes(self, n: int) -> Iterator[tuple[Any, _Columnas]]:
        """Corte y columnas de cada reporte que trae una fila."""
        for grupo in self._grupos.values():
            dicen = [c for c in grupo if c.valores[n] is not None]
            # Un cero no es un corte.
            if reporte := [c for c in dicen if c.campo != "corte" or c.valores[n]]:
                dicho = next((c.valores[n] for c in reporte if c.campo == "corte"), self._corte)
                yield grupo[0].corte or dicho, reporte

    def _reportar(self, nodo: Nodo, n: int, *, es_fila: bool) -> None:
        """Agrega a un objeto los reportes de la fila ``n``; falla el que no se puede.

        De cada corte hay uno; ``es_fila``: si la fila dice de qué objeto son.
        """
        lista = self._forma.tema.filas.por_corte or ""
        for corte, columnas in self._reportes(n):
            reporte = titulo_de(self._forma.de_corte)
            clave = repr(corte)  # el que no es fecha lo dice la lectura de los datos, en su columna
            if not es_fila:
                posibles = " o ".join(dict.fromkeys(map(titulo_de, self._forma.de_filas.values())))
                codigo, motivo = "fila_sin_lugar", f"y no dice de qué {posibles}"
            elif corte is None:
                motivo = "sin corte; se esperaba su columna, o el argumento corte"
                codigo = "corte_desconocido"
            elif clave in nodo.listas.get(lista, ()):
                motivo = f"de {mostrar(str(corte))}, y la misma fila ya traía otro"
                codigo = "dato_repetido"
            else:
                hijo = nodo.hijo(lista, clave, self._lugares[n])
                self._completar(hijo, columnas, n)
                hijo.datos.setdefault("corte", corte)
                continue
            self._fallas.append(Falla(codigo, self._lugares[n], f"trae un {reporte} {motivo}"))

    def _dicho(self, dato: str, n: int) -> Any:
        """Lo que una fila dice de un dato; ``None`` si nada, o si está en blanco."""
        columna = self._por_dato.get(dato)
        return columna.valores[n] if columna and _dice_algo(columna.valores[n]) else None

    def _fallar(self, dato: str, n: int, esperado: str) -> None:
        """Agrega la falla de un dato de la fila ``n``; ``esperado``: qué se esperaba."""
        columna = self._por_dato[dato]
        motivo = f"{esperado}, llegó {mostrar(columna.valores[n])}"
        self._fallas.append(Falla("dato_invalido", self._lugares[n] + columna.lugar, motivo))


def titulo_de(raiz: str) -> str:
    """Nombre de lo de una lista a mitad de una frase: ``acción de mejora``."""
    return CATALOGO.de_raiz(raiz).titulo.lower()


def _dice_algo(valor: Any) -> bool:
    """Si un valor no está en blanco; un texto vacío no dice de quién es una fila."""
    return bool(valor.strip()) if isinstance(valor, str) else valor not in (None, [], ())


def _filas_que_dicen(columnas: _Columnas) -> set[int]:
    """Filas en que alguna de esas columnas dice algo."""
    return {
        n
        for columna in columnas
        for n, valor in enumerate(columna.valores)
        if valor is not None and _dice_algo(valor)
    }


def _en_planos(valores: Sequence[Any]) -> list[str | None]:
    """Textos en plano de unos valores; ``None``, lo que está en blanco."""
    planos = {valor: en_plano(valor) or None for valor in {v for v in valores if type(v) is str}}
    return [
        planos[valor] if type(valor) is str else None if valor is None else repr(valor)
        for valor in valores
    ]


def _duenos(forma: FormaDeFilas) -> Iterator[tuple[str, str]]:
    """Dueño de la fila en que va cada objeto, en pares de nombres: ``("causa", "riesgo")``."""
    de_las_listas = {*forma.listas.values()}
    en_su_fila = {*de_las_listas, *forma.juntas.values(), *forma.ademas}
    for camino in caminos_de(forma.tema.clase):
        duenos = [rama.raiz for rama in camino if rama.raiz in de_las_listas]
        if duenos and camino[-1].raiz in en_su_fila:
            yield camino[-1].raiz, duenos[-1]


def contenido_de_filas(  # noqa: PLR0913 - todo lo que una puerta recibe
    filas: object,
    pedidas: object,
    corte: date | None,
    otras: Mapping[str, Any],
    *,
    de: str,
    reloj: Reloj,
) -> tuple[temas.Contenido, tuple[Aviso, ...]]:
    """Contenido de unas filas y lo que conviene revisar.

    ``otras`` son las claves que no salen de las filas, como objetos o como van en un archivo de
    datos, y mandan. ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    forma = forma_de_filas(temas.tema(de))
    tablas = [forma_de_filas(tabla) for tabla in temas.temas_por_tabla(forma.tema)]
    avisos: list[Aviso] = []
    de_la_tabla = filas_leidas(filas, tablas, avisos)
    if not de_la_tabla.filas and forma.tema is temas.PLAN:  # de un mapa puede no haberlas
        raise ErrorDeEntrada(Falla("sin_datos", "filas", "no llegó ninguna fila"))
    if pedidas is None:  # de un objeto, no se sabe qué dato es cada atributo
        _comprobar_que_dicen_sus_columnas(de_la_tabla)
    lector = LectorDeFilas(de_la_tabla, forma, reloj)
    columnas = lector.leer(pedidas)
    reunion = ReunionDeFilas(forma, columnas, de_la_tabla.lugares, corte, lector.fallas)
    reunion.reunir()
    aparte = {clave: _en_datos(valor) for clave, valor in otras.items() if valor is not None}
    if isinstance(nombre := aparte.get("entidad"), str):
        aparte["entidad"] = {"nombre": nombre}
    contenido = contenido_armado(reunion.raiz, forma.tema, aparte, lector.fallas, reloj)
    avisos += (*lector.avisos, *reunion.parecidos.values())
    if en_numero := [*fechas_en_numero(contenido)]:
        lugares = lugares_de(reunion.raiz, aparte)
        avisos += (attrs.evolve(a, ruta=lugar_en_su_fila(a.ruta, lugares)) for a in en_numero)
    return contenido, tuple(avisos)


def _comprobar_que_dicen_sus_columnas(filas: FilasDeFuente) -> None:
    """``ErrorDeEntrada`` si una fila es un objeto y no se dijo qué atributo es cada dato."""
    for fila, lugar in zip(filas.filas, filas.lugares, strict=True):
        if es_objeto(fila):
            motivo = que_escribir(fila, "'actividad.descripcion': 'atributo'")
            raise ErrorDeEntrada(Falla("argumento_invalido", lugar, motivo))


# ------------------------------------------------------------------ lo que no es fila


def _en_datos(valor: Any) -> Any:
    """Valor con sus objetos del modelo, o los de la lista que sea, como datos."""
    if isinstance(valor, list | tuple):
        return [desestructurar(objeto) if _es_del_modelo(objeto) else objeto for objeto in valor]
    return desestructurar(valor) if _es_del_modelo(valor) else valor


def _es_del_modelo(valor: object) -> bool:
    return isinstance(valor, Extras) or es_de_attrs(type(valor))
