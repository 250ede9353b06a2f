"""Un contenido de una tabla de datos.

``contenido_de_filas`` da a cada fila su lugar por lo que dicen sus columnas; ``_columnas_de`` dice
cuál trae cada dato, y cuáles son los grupos de un corte.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import Extras, desestructurar, falla_de_argumento, mostrar
from paac_reportes.estructura.corrientes import tiene_zona
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.lectura.cronograma import periodos
from paac_reportes.lectura.filas.armado import (
    ArmadorDeFilas,
    Dato,
    FilaLeida,
    como_datos,
    contenido_armado,
    lugar_en_su_fila,
)
from paac_reportes.lectura.filas.fuentes import (
    FECHA_PROGRAMADA,
    FilaDeFuente,
    con_cronograma,
    filas_leidas,
)
from paac_reportes.lectura.filas.identidad import DatosDeFila, Identidades, del_reporte
from paac_reportes.lectura.filas.valores import (
    CALCULADO,
    datos_desconocidos,
    duda_de_fraccion,
    es_abierta,
    frase_de_decimales,
    leer_corte,
    parece_de_miles,
    texto_que_llega,
)
from paac_reportes.modelo import temas
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.fechas.en_numero import fechas_en_numero
from paac_reportes.modelo.filas import RUTA, FormaDeFilas, forma_de_filas
from paac_reportes.textos.cercanos import el_mas_cercano
from paac_reportes.textos.de_programa import avisos_de_programa
from paac_reportes.textos.valores import como_texto, numero_de


@clases.frozen
class ColumnasDeFilas:
    """Las columnas de unas filas: dato → nombre de su columna."""

    por_dato: dict[str, str]
    por_corte: tuple[tuple[date, dict[str, str]], ...] = ()
    """Los grupos: su corte, y sus columnas por el dato que traen."""
    valores: dict[tuple[str, str], dict[str, Any]] = attrs.Factory(dict)
    """De un dato en su columna, qué dice cada código: ``{"H": "cumplida"}``."""


def contenido_de_filas(  # noqa: PLR0913 - todo lo que una puerta recibe
    filas: object,
    columnas: object,
    corte: date | None,
    otras: Mapping[str, Any],
    *,
    de: str | None,
    reloj: Reloj,
) -> tuple[temas.Contenido, tuple[Aviso, ...]]:
    """Contenido de unas filas y lo que conviene revisar.

    Sin ``de``, es del tema cuyos datos nombran sus columnas; en la duda, un plan. ``otras`` son las
    claves que no salen de las filas, como objetos o como van en un archivo de datos, y mandan.
    ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    temas_posibles = [temas.tema(clave) for clave in ([de] if de else temas.claves())]
    formas = [forma_de_filas(tema_posible) for tema_posible in temas_posibles]
    tablas = [
        forma_de_filas(tabla)
        for tema_posible in temas_posibles
        for tabla in temas.temas_por_tabla(tema_posible)
    ]
    avisos: list[Aviso] = []
    de_la_tabla = filas_leidas(filas, tablas, avisos)
    if columnas is None:  # de un objeto, no se sabe qué dato es cada atributo
        objeto = next((fila for fila in de_la_tabla if fila.por_que_no_se_sabe), None)
        if objeto is not None:
            motivo = objeto.por_que_no_se_sabe
            raise ErrorDeEntrada(Falla("argumento_invalido", objeto.lugar, motivo))
    todas = dict.fromkeys(columna for fila in de_la_tabla for columna in fila.columnas)
    nombres_de_columnas = [nombre for nombre in todas if not nombre.startswith(CALCULADO)]
    if fechas := _cronograma(columnas, nombres_de_columnas, otras.get("vigencia")):
        de_la_tabla = [con_cronograma(fila, fechas, avisos) for fila in de_la_tabla]
        nombres_de_columnas = [nombre for nombre in nombres_de_columnas if nombre not in fechas]
        nombres_de_columnas.append(FECHA_PROGRAMADA)
        if isinstance(columnas, Mapping):
            columnas = {**columnas, FECHA_PROGRAMADA: FECHA_PROGRAMADA}
    forma = _forma_que_nombran(
        columnas if isinstance(columnas, Mapping) else nombres_de_columnas, formas
    )
    columnas_leidas = _columnas_de(columnas, nombres_de_columnas, de_la_tabla, avisos, forma)
    avisos += _avisos_de_codigos(columnas_leidas.por_dato, de_la_tabla)
    avisos += _avisos_de_programas(columnas_leidas, de_la_tabla)
    if not es_abierta(
        nombres_de_columnas, forma
    ):  # lo que escribió la biblioteca nunca separa los miles
        avisos += _avisos_de_numeros(columnas_leidas, de_la_tabla, forma)
    armado = ArmadorDeFilas(forma=forma)
    for fila in _LectorDeFilas(columnas_leidas, corte, armado, reloj).leidas(de_la_tabla):
        armado.raiz.hijo("entidad", "", "")  # de ninguna fila
        armado.agregar(fila)
    otras = _como_en_un_archivo(otras)
    situar = _EnSuColumna(columnas_leidas, forma, not de_la_tabla, otras)
    contenido, lugares = contenido_armado(armado, otras, situar, reloj)
    avisos += armado.parecidos
    avisos_de_fechas = fechas_en_numero(contenido)
    avisos += (
        attrs.evolve(aviso, ruta=lugar_en_su_fila(aviso.ruta, lugares))
        for aviso in avisos_de_fechas
    )
    return contenido, tuple(avisos)


def _cronograma(columnas: object, nombres: Sequence[str], vigencia: object) -> dict[str, str]:
    """Fecha de cada columna de meses que nadie pidió; ninguna, si ya hay otra fecha."""
    pedidas = columnas if isinstance(columnas, Mapping) else dict.fromkeys(nombres)
    if any(isinstance(dato, str) and dato.endswith("fecha_programada") for dato in pedidas):
        return {}
    columnas_con_dato = {valor for valor in pedidas.values() if isinstance(valor, str)}
    caminos = [() if nombre in columnas_con_dato else (nombre,) for nombre in nombres]
    fechas = periodos(caminos, vigencia if isinstance(vigencia, int) else None)
    return {nombres[indice]: fecha for indice, fecha in fechas.items()}


def _como_en_un_archivo(otras: Mapping[str, Any]) -> dict[str, Any]:
    """Datos aparte de las filas, que pueden ser objetos, como van en un archivo de datos."""
    datos = {clave: _en_datos(valor) for clave, valor in otras.items() if valor is not None}
    if isinstance(nombre := datos.get("entidad"), str):
        datos["entidad"] = {"nombre": nombre}
    return datos


def _en_datos(valor: Any) -> Any:
    """Valor con sus objetos del modelo, o los de la lista que sea, como datos."""
    if isinstance(valor, list | tuple):
        return [desestructurar(objeto) if _es_del_modelo(objeto) else objeto for objeto in valor]
    return desestructurar(valor) if _es_del_modelo(valor) else valor


def _es_del_modelo(valor: object) -> bool:
    return isinstance(valor, Extras) or es_de_attrs(type(valor))


_EN_UNA_LISTA = re.compile(r"((?:.*\.)?([a-z_]+)\[\d+\])\.([^\[\]]+)")


@clases.frozen
class _EnSuColumna:
    """Las fallas de un contenido, con la fila y la columna en vez de la ruta en los datos."""

    columnas: ColumnasDeFilas
    forma: FormaDeFilas
    sin_filas: bool
    otras: Mapping[str, Any]
    """Las claves que no salen de las filas: sus fallas se quedan en su ruta."""

    def __call__(self, fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
        """Fallas con la fila y la columna de cada una."""
        for falla in fallas:
            if falla.codigo == "dato_faltante" and not falla.ruta:
                motivo = "no llegó ninguna fila; se esperaba al menos una"
                yield Falla(falla.codigo, "filas", motivo if self.sin_filas else falla.mensaje)
            elif falla.ruta.partition(".")[0] in self.otras:
                yield falla
            else:
                en_blanco = "" if falla.ruta in lugares else self._columna_de(falla.ruta, lugares)
                yield falla.en(en_blanco or lugar_en_su_fila(falla.ruta, lugares))

    def _columna_de(self, ruta: str, lugares: Mapping[str, str]) -> str:
        """Lugar en que debía estar lo que falta: ``filas[3], columna 'OFICINA'``; o vacío."""
        dato, lugar = ruta, "filas"
        if en_una_lista := _EN_UNA_LISTA.fullmatch(ruta):
            objeto, lista, campo = en_una_lista.groups()
            raiz = {**self.forma.listas, **self.forma.juntas}.get(lista, "")
            dato, lugar = f"{raiz}.{campo}", lugares.get(objeto, "")
        columna = self.columnas.por_dato.get(dato)
        return f"{lugar}, columna {columna!r}" if columna else ""


def _forma_que_nombran(nombres: Iterable[Any], formas: Sequence[FormaDeFilas]) -> FormaDeFilas:
    """Forma de que unas columnas nombran más datos; si son los mismos, la primera."""
    textos = [nombre for nombre in nombres if isinstance(nombre, str)]
    return max(formas, key=lambda forma: sum(map(forma.nombra_uno_suyo, textos)))


class _LectorDeFilas:
    """Da a cada fila su lugar."""

    def __init__(
        self, columnas: ColumnasDeFilas, corte: date | None, armado: ArmadorDeFilas, reloj: Reloj
    ) -> None:
        self._columnas = columnas
        self._reloj = reloj
        self._corte = corte
        self._forma, self._fallas = armado.forma, armado.fallas
        self._de_corte = f"{armado.forma.de_corte}.corte"
        obligados = _textos_que_no_pueden_faltar(self._forma)
        self._obligados = [dato for dato in obligados if dato in columnas.por_dato]

    def leidas(self, filas: Sequence[FilaDeFuente]) -> Iterator[FilaLeida]:
        """Filas que dicen algo; la que no dice nada no es de ningún objeto."""
        datos_de_filas = [self._datos_de_fila(fila) for fila in filas]
        identidades = Identidades(self._forma, self._corte, datos_de_filas)
        for fila, datos_de_fila in zip(filas, datos_de_filas, strict=True):
            reportes = list(self._reportes(datos_de_fila, fila))
            if reportes or datos_de_fila.datos:
                camino = identidades.camino(datos_de_fila, self._fallas)
                yield FilaLeida(fila.lugar, camino, datos_de_fila.datos, reportes)

    def _datos_de_fila(self, fila: FilaDeFuente) -> DatosDeFila:
        """Datos de una fila y, aparte, los que no pueden faltar y vienen en blanco."""
        datos = list(self._datos(self._columnas.por_dato, fila))
        con_algo = {dato.nombre: dato for dato in datos if dato.dice_algo}
        faltan = [dato for dato in self._obligados if dato not in con_algo]
        if faltan and RUTA in con_algo:  # va a la letra: la escribió la biblioteca
            faltan = []
        elif faltan:
            datos = [dato for dato in datos if dato.nombre not in faltan]
        return DatosDeFila(fila.lugar, datos, con_algo, faltan)

    def _datos(self, columnas: Mapping[str, str], fila: FilaDeFuente) -> Iterator[Dato]:
        """Datos que la fila dice en unas columnas."""
        celdas = (
            Dato(dato, self._valor(dato, columna, fila(columna)), fila.lugar_de(columna))
            for dato, columna in columnas.items()
        )
        return como_datos(celdas, self._fallas, self._forma)

    def _valor(self, dato: str, columna: str, valor: Any) -> Any:
        """Valor de una celda: el de su código, si los hay, o el día de su momento."""
        if valor is None:
            return None
        if self._columnas.valores and (valores := self._columnas.valores.get((dato, columna))):
            return valores.get(_codigo(valor), valor)
        es_texto = type(valor) is str
        if tiene_zona(valor) or (es_texto and self._es_fecha(dato)):
            return self._reloj.dia(valor, f"filas, columna {columna!r}")
        return valor

    def _es_fecha(self, dato: str) -> bool:
        return self._forma.conoce(dato) and self._forma.de_cada_uno(dato) is date

    def _reportes(self, datos_de_fila: DatosDeFila, fila: FilaDeFuente) -> Iterator[list[Dato]]:
        """Reporte de las columnas sin corte, y el de cada grupo de un corte que dice algo."""
        reporte = del_reporte(datos_de_fila.datos, self._forma)
        if any(dato.nombre == self._de_corte for dato in reporte):
            yield reporte
        elif reporte:
            corte = [] if self._corte is None else [self._dato_del_corte(self._corte, fila)]
            yield [*reporte, *corte]
        for corte_del_grupo, columnas in self._columnas.por_corte:
            if reporte := list(self._datos(columnas, fila)):
                yield [self._dato_del_corte(corte_del_grupo, fila), *reporte]

    def _dato_del_corte(self, corte: date, fila: FilaDeFuente) -> Dato:
        return Dato(self._de_corte, corte, fila.lugar)


def _codigo(valor: Any) -> str:
    """Código como se escribe en la clave de un mapa: ``1`` o ``H``."""
    return str(texto_que_llega(valor)).strip()


def _textos_que_no_pueden_faltar(forma: FormaDeFilas) -> Iterator[str]:
    """Datos de las listas sin los que un objeto no existe: ``dependencia.nombre``."""
    for raiz in dict.fromkeys(forma.listas.values()):
        for campo in attrs.fields(forma.raices[raiz]):
            if campo.default is attrs.NOTHING and campo.type is str:
                yield f"{raiz}.{campo.name}"


def _avisos_de_codigos(
    columnas: Mapping[str, str], filas: Sequence[FilaDeFuente]
) -> Iterator[Aviso]:
    """Avisos de los códigos que llegaron como número con decimales: ``1.10`` ya perdió su cero."""
    for columna in (columna for dato, columna in columnas.items() if CATALOGO.es_codigo(dato)):
        decimales = (valor for fila in filas if isinstance(valor := fila(columna), Decimal))
        if cuantos := sum(1 for valor in decimales if valor != valor.to_integral_value()):
            motivo = (
                f"{cuantos} de los códigos llegaron como número: 1.1 y 1.10 no se distinguen;"
                " pídalos como texto"
            )
            ruta = f"filas, columna {columna!r}"
            yield Aviso("codigo_como_numero", ruta, motivo, datos={"cuantos": cuantos})


def _avisos_de_programas(
    columnas: ColumnasDeFilas, filas: Sequence[FilaDeFuente]
) -> Iterator[Aviso]:
    """Avisos de las columnas con lo que escribe un programa, y nadie dijo qué vale."""
    con_valores = {nombre for _, nombre in columnas.valores}
    for columna in dict.fromkeys(_nombradas(columnas)):
        if columna not in con_valores:
            celdas = ((fila.lugar, fila(columna)) for fila in filas)
            yield from avisos_de_programa(f"filas, columna {columna!r}", celdas)


def _avisos_de_numeros(
    columnas: ColumnasDeFilas, filas: Sequence[FilaDeFuente], forma: FormaDeFilas
) -> Iterator[Aviso]:
    """Avisos de las columnas de números con un ``1.000`` o un ``0,2``: quizá eran mil o 20."""
    grupos = (columnas.por_dato, *(del_grupo for _, del_grupo in columnas.por_corte))
    de_numeros = (
        columna
        for del_grupo in grupos
        for dato, columna in del_grupo.items()
        if forma.conoce(dato) and forma.de_cada_uno(dato) is Decimal
    )
    for columna in dict.fromkeys(de_numeros):
        ruta = f"filas, columna {columna!r}"
        valores = [fila(columna) for fila in filas]
        if dudosos := list(filter(parece_de_miles, valores)):
            yield Aviso("columna_dudosa", ruta, frase_de_decimales(dudosos))
        if partes := [valor for valor in valores if duda_de_fraccion(valor)]:
            resto = f" (y {len(partes) - 1} más como él)" if len(partes) > 1 else ""
            motivo = f"{como_texto(numero_de(partes[0]))}{resto} {duda_de_fraccion(partes[0])}"
            yield Aviso("avance_como_fraccion", ruta, motivo, datos={"cuantos": len(partes)})


def _columnas_de(
    columnas_pedidas: object,
    nombres: Sequence[str],
    filas: Sequence[FilaDeFuente],
    avisos: list[Aviso],
    forma: FormaDeFilas,
) -> ColumnasDeFilas:
    """Columnas pedidas o, si no se dice, las que se llaman como los datos de ``filas_de``.

    ``ErrorDeEntrada`` con todo dato que no existe y toda columna que ninguna fila trae.
    """
    fallas: list[Falla] = []
    if columnas_pedidas is None:
        columnas = ColumnasDeFilas(
            _por_su_dato({nombre: nombre for nombre in nombres}, "filas", forma, fallas)
        )
    else:
        columnas = _columnas_pedidas(columnas_pedidas, fallas, forma)
        fallas += _fallas_de_columnas_que_faltan(columnas, filas)
        avisos += _avisos_de_sobrantes(columnas, nombres, forma)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return columnas


def _columnas_pedidas(
    columnas_pedidas: object, fallas: list[Falla], forma: FormaDeFilas
) -> ColumnasDeFilas:
    """Columnas que se piden, con los códigos de cada una y los grupos de cada corte."""
    if not isinstance(columnas_pedidas, Mapping):
        raise error_de_argumento("columnas", "columna_de_cada_dato", columnas_pedidas)
    valores: dict[tuple[str, str], dict[str, Any]] = {}
    por_dato_dicho = _con_claves_de_texto(columnas_pedidas, "columnas", fallas)
    # Sólo va en grupos lo que es de un corte; en los demás, es un dato que no existe.
    clave = forma.tema.filas.por_corte
    grupos = por_dato_dicho.pop(clave, None) if clave else None
    grupos = () if grupos is None else grupos
    por_dato_dicho = _sin_sus_valores(por_dato_dicho, "columnas", forma, valores, fallas)
    por_dato = _por_su_dato(por_dato_dicho, "columnas", forma, fallas)
    fallas += _fallas_sin_nombre(por_dato_dicho, "columnas")
    if not isinstance(grupos, list | tuple):
        fallas.append(falla_de_argumento(f"columnas.{clave}", "lista_de_grupos", grupos))
        grupos = ()
    por_corte = [
        _grupo(grupo, f"columnas.{clave}[{numero}]", forma, valores, fallas)
        for numero, grupo in enumerate(grupos)
    ]
    return ColumnasDeFilas(por_dato, tuple(filter(None, por_corte)), valores)


def _sin_sus_valores(
    columnas: Mapping[str, Any],
    ruta: str,
    forma: FormaDeFilas,
    valores: dict[tuple[str, str], dict[str, Any]],
    fallas: list[Falla],
) -> dict[str, Any]:
    """Nombre de cada columna; lo que valen sus códigos, si se dice, queda en ``valores``.

    ``{"seguimiento.estado": {"columna": "EST", "valores": {"H": "cumplida"}}}``.
    """
    nombres: dict[str, Any] = {}
    for dato, pedido in columnas.items():
        if not isinstance(pedido, Mapping):
            nombres[dato] = pedido
            continue
        nombre, codigos = pedido.get("columna"), pedido.get("valores")
        if len(pedido) == len(("columna", "valores")) and nombre and isinstance(codigos, Mapping):
            nombres[dato] = nombre
            valor_de_cada_codigo = {_codigo(codigo): valor for codigo, valor in codigos.items()}
            valores[forma.la_que_es(dato), str(nombre)] = valor_de_cada_codigo
        else:
            fallas.append(falla_de_argumento(f"{ruta}.{dato}", "columna_con_valores", nombre))
    return nombres


def _grupo(
    grupo: object,
    ruta: str,
    forma: FormaDeFilas,
    valores: dict[tuple[str, str], dict[str, Any]],
    fallas: list[Falla],
) -> tuple[date, dict[str, str]] | None:
    """Corte de un grupo y sus columnas por dato; ``None``, con sus fallas, si no se entiende."""
    if not isinstance(grupo, Mapping):
        fallas.append(falla_de_argumento(ruta, "grupo_de_corte", grupo))
        return None
    fallas_antes = len(fallas)
    por_campo = _con_claves_de_texto(grupo, ruta, fallas)
    corte = leer_corte(por_campo.pop("corte", None))
    if not isinstance(corte, date):
        fallas.append(falla_de_argumento(f"{ruta}.corte", "fecha", corte))
    por_dato = {f"{forma.de_corte}.{campo}": nombre for campo, nombre in por_campo.items()}
    por_dato = _sin_sus_valores(por_dato, ruta, forma, valores, fallas)
    fallas += datos_desconocidos(por_dato, ruta, forma)
    fallas += _fallas_sin_nombre(por_dato, ruta)
    return (corte, por_dato) if isinstance(corte, date) and len(fallas) == fallas_antes else None


def _por_su_dato(
    columnas: Mapping[str, Any], ruta: str, forma: FormaDeFilas, fallas: list[Falla]
) -> dict[str, Any]:
    """Columnas por la clave de su dato; es una falla que dos nombren el mismo."""
    por_dato: dict[str, Any] = {}
    nombre_usado: dict[str, str] = {}
    for nombre, columna in columnas.items():
        dato = forma.la_que_es(nombre)
        if dato in nombre_usado:
            motivo = f"{mostrar(nombre_usado[dato])} y {mostrar(nombre)} son el mismo dato"
            anotado = {"llego": nombre, "antes": nombre_usado[dato]}
            fallas.append(Falla("dato_repetido", ruta, motivo, datos=anotado))
        por_dato[dato], nombre_usado[dato] = columna, nombre
    fallas += datos_desconocidos(por_dato, ruta, forma)
    return por_dato


def _con_claves_de_texto(
    tabla: Mapping[Any, Any], ruta: str, fallas: list[Falla]
) -> dict[str, Any]:
    """Tabla con sólo las claves que son textos; las demás son fallas."""
    otras_claves = [clave for clave in tabla if not isinstance(clave, str)]
    fallas += (falla_de_argumento(ruta, "clave_de_texto", clave) for clave in otras_claves)
    return {clave: valor for clave, valor in tabla.items() if isinstance(clave, str)}


def _fallas_sin_nombre(columnas: Mapping[str, Any], ruta: str) -> Iterator[Falla]:
    for dato, nombre in columnas.items():
        if not isinstance(nombre, str):
            yield falla_de_argumento(f"{ruta}.{dato}", "nombre_de_columna", nombre)


def _nombradas(columnas: ColumnasDeFilas) -> list[str]:
    """Nombres de todas las columnas que se piden."""
    grupos = (nombre for _, del_grupo in columnas.por_corte for nombre in del_grupo.values())
    return [nombre for nombre in (*columnas.por_dato.values(), *grupos) if isinstance(nombre, str)]


def _fallas_de_columnas_que_faltan(
    columnas: ColumnasDeFilas, filas: Sequence[FilaDeFuente]
) -> Iterator[Falla]:
    """Fallas de las columnas pedidas que ninguna fila trae."""
    for nombre in dict.fromkeys(_nombradas(columnas) if filas else ()):
        if not any(fila.trae(nombre) for fila in filas):
            cercano = el_mas_cercano(nombre, filas[0].nombres, cutoff=0)
            pista = "" if cercano is None else f"; la más parecida es {cercano!r}"
            motivo = f"ninguna trae la columna {mostrar(nombre)}{pista}"
            anotado = {"llego": nombre, "parecido": cercano}
            donde = Posicion(columna=nombre)
            yield Falla("columna_no_hallada", "filas", motivo, donde, anotado)


def _avisos_de_sobrantes(
    columnas: ColumnasDeFilas, nombres: Sequence[str], forma: FormaDeFilas
) -> Iterator[Aviso]:
    """Aviso de las columnas de que no sale ningún dato; ninguno si se usan todas."""
    usadas = set(_nombradas(columnas))
    if sobran := [columna for columna in nombres if columna not in usadas]:
        lista = ", ".join(map(mostrar, sobran))
        motivo = f"ningún dato {forma.tema.de} sale de {lista}"
        yield Aviso("dato_sobrante", "filas", motivo, datos={"columnas": tuple(sobran)})
