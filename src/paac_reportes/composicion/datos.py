"""La hoja ``Datos`` de un libro: las filas del contenido y, aparte, lo que se calculó de ellas.

De un consolidado, las de todos sus planes, uno tras otro.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any

from paac_reportes.analisis.analisis import Analisis, analizar
from paac_reportes.analisis.en_las_cuentas import CAMPOS, EN_EL_ANTERIOR, EN_EL_CORTE, por_ruta
from paac_reportes.analisis.filas import FilaAnalizada, Historias, Vencimiento, en_sus_cortes
from paac_reportes.analisis.metodologia import Reglas, reglas_de
from paac_reportes.composicion.bloques import Encargo
from paac_reportes.composicion.calculo import Calculo, Celdas, Lugar
from paac_reportes.composicion.datos_de_varios import (
    FilasDeVarios,
    Resumen,
    clase_de,
    en_textos,
    resumen_de,
)
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.filas import EXTRAS
from paac_reportes.formatos.metodologia import metodologia_de, reglas_para
from paac_reportes.maqueta.hojas_de_datos import (
    FILAS_DE_UNA_HOJA,
    ColumnaDeDatos,
    HojaDeDatos,
    Valor,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo import Plan
from paac_reportes.modelo.fechas import ClaseDeFecha
from paac_reportes.modelo.filas import Fila, con_las_de_todas, forma_de, una_a_una
from paac_reportes.modelo.recorrer import objetos_de
from paac_reportes.modelo.temas import PLAN, Contenido, tema_de
from paac_reportes.normativa.normas import buscar_escala
from paac_reportes.textos.valores import como_texto, con_miles

_NOMBRE = "Datos"


def hojas_de_datos(encargo: Encargo) -> tuple[HojaDeDatos, ...]:
    """La de las filas hasta el corte; ninguna si no las hay.

    Lanza ``ErrorDeEntrada`` si no caben en una hoja.
    """
    contenidos = encargo.entidades.planes if encargo.entidades else (encargo.contenido,)
    if not any(any(objetos_de(uno, *_de_filas(uno))) for uno in contenidos):
        return ()
    calculo = _CALCULOS_DE.get(tema_de(contenidos[0]).clave, _nada_mas)(encargo)
    if len(contenidos) == 1:
        claves, columnas = _columnas_de(contenidos[0], calculo, encargo)
        return tuple(_hojas(claves, columnas, calculo.claves))
    juntas = FilasDeVarios(len(calculo.claves), _es_extra)
    for uno in contenidos:
        juntas.agregar(*_columnas_de(uno, calculo, encargo))
    return tuple(_hojas_de_varios(juntas, calculo.claves))


def _de_filas(contenido: Contenido) -> tuple[str, ...]:
    """Las listas de sus filas; un mapa, que muestra el proceso que no las tiene, todas."""
    suyo = tema_de(contenido)
    forma = forma_de(suyo)
    return tuple(forma.de_filas if suyo is PLAN else forma.listas)


def _nada_mas(_encargo: Encargo) -> Calculo:
    return Calculo()


def _hojas(
    claves: Sequence[str], columnas: Sequence[Celdas], calculadas: Iterable[str]
) -> Iterator[HojaDeDatos]:
    """La de unas columnas, si las hay; detrás de las de las claves, lo que se calculó."""
    if columnas:
        yield hoja_de(_NOMBRE, claves, _de_una_clase(claves, columnas), calculadas=calculadas)


def hoja_de(
    nombre: str,
    claves: Sequence[str],
    columnas: Iterable[Sequence[Valor]],
    ruta: str = "",
    calculadas: Iterable[str] = (),
) -> HojaDeDatos:
    """Una hoja con esas columnas, cada una bajo su clave; ``ErrorDeEntrada`` si no caben."""
    columnas = tuple(columnas)
    filas, resumenes = tuple(zip(*columnas, strict=True)), map(resumen_de, columnas)
    todas = (*claves, *calculadas)
    return _hoja(nombre, todas, filas, resumenes, desde_calculadas=len(claves), ruta=ruta)


def _hoja(  # noqa: PLR0913 - todas se dicen por su nombre
    nombre: str,
    claves: Sequence[str],
    filas: Collection[Celdas],
    resumenes: Iterable[Resumen],
    *,
    desde_calculadas: int,
    ruta: str = "",
) -> HojaDeDatos:
    if len(filas) >= FILAS_DE_UNA_HOJA:
        raise ErrorDeEntrada(Falla("no_cabe", ruta, _no_caben(len(filas))))
    columnas = tuple(
        ColumnaDeDatos(
            rotulo=clave,
            clase=resumen.clase,
            ancho=Mm(_LETRA * max(len(clave) + _BOTON, min(resumen.largo, _LETRAS))),
            calculada=lugar >= desde_calculadas,
            oculta=not resumen.hay,
        )
        for lugar, (clave, resumen) in enumerate(zip(claves, resumenes, strict=True))
    )
    return HojaDeDatos(nombre=nombre, columnas=columnas, filas=filas)


def _hojas_de_varios(filas: FilasDeVarios, calculadas: tuple[str, ...]) -> Iterator[HojaDeDatos]:
    """La de las filas de muchos contenidos, que se arman según se escriben."""
    if not filas:
        return
    claves = con_las_de_todas(forma_de(PLAN), filas.claves)
    filas.poner_bajo(claves)
    todas = (*claves, *calculadas)
    yield _hoja(_NOMBRE, todas, filas, filas.resumenes(), desde_calculadas=len(claves))


def _columnas_de(
    contenido: Contenido, calculo: Calculo, encargo: Encargo
) -> tuple[tuple[str, ...], list[Celdas]]:
    """Las claves de un contenido y lo que dicen sus filas, por columnas; lo calculado, al final."""
    forma = forma_de(tema_de(contenido))
    claves: tuple[str, ...] = ()
    lugares: list[Lugar] = []
    filas: list[Iterable[Any]] = []
    todas = una_a_una(contenido)
    de_corte = forma.de_corte
    for fila in _hasta(todas, de_corte, encargo.corte) if de_corte else todas:
        claves = claves or tuple(fila)
        suyo = fila[f"{de_corte}.corte"] if de_corte else None
        lugares.append((fila["ruta"], suyo or encargo.corte))
        filas.append(fila.values())
    calculadas: list[Celdas] = [()] * len(filas)
    for numero, suyos in calculo.de(lugares, contenido, encargo):
        calculadas[numero] = suyos
    columnas = [*zip(*filas, strict=True), *zip(*calculadas, strict=True)]
    for lugar, clave in enumerate(claves):
        if forma.tipo(clave) is tuple:
            columnas[lugar] = tuple(map(_en_un_texto, columnas[lugar]))
    return claves, columnas


def _no_caben(cuantas: int) -> str:
    return (
        f"son {con_miles(cuantas)} filas de datos, y una hoja de Excel admite"
        f" {con_miles(FILAS_DE_UNA_HOJA - 1)} con sus rótulos; en .csv y en .parquet caben todas"
    )


def _hasta(filas: Iterable[Fila], de_corte: str, corte: date | None) -> Iterator[Fila]:
    """Las de los cortes hasta ése; la actividad que aún no tiene ninguno conserva una fila."""
    clave = f"{de_corte}.corte"
    sin_lo_suyo: Fila = {}  # las de un contenido traen todas las mismas claves
    for _, suyas in groupby(filas, key=itemgetter("ruta")):
        de_una = list(suyas)
        puestas = [f for f in de_una if f[clave] and (corte is None or f[clave] <= corte)]
        if puestas:
            yield from puestas
            continue
        sin_lo_suyo = sin_lo_suyo or {c: None for c in de_una[0] if c.startswith(f"{de_corte}.")}
        yield de_una[0] | sin_lo_suyo


def _en_un_texto(varios: tuple[Any, ...] | None) -> str | None:
    """Uno por renglón: las evidencias."""
    textos = ("" if uno is None else como_texto(uno) for uno in varios or ())
    return "\n".join(textos).rstrip("\n") or None


def _es_extra(clave: str) -> bool:
    return f".{EXTRAS}." in clave


def _de_una_clase(claves: Sequence[str], columnas: Sequence[Celdas]) -> Iterator[Celdas]:
    """Los extras que en unas filas son número o fecha y en otras texto, todos como texto."""
    for clave, columna in zip_longest(claves, columnas):
        suelta = clave is not None and _es_extra(clave)
        varias = suelta and len({clase_de(uno) for uno in columna if uno is not None}) > 1
        yield en_textos(columna) if varias else columna


def _calculados(
    lugares: Sequence[Lugar], plan: Plan, encargo: Encargo
) -> Iterator[tuple[int, Celdas]]:
    """De cada fila, lo que se sabe de ella en su corte o, si no tiene seguimientos, en el pedido.

    Un componente sin actividades conserva su fila, y de él no hay qué decir. Va cada fila con su
    número.
    """
    elegida = metodologia_de(plan, encargo.metodologia, encargo.formato.metodologia)
    # Los pesos no se comprueban: cambian un promedio, y aquí no se promedia nada.
    reglas = reglas_de(elegida, buscar_escala(elegida.escala))
    numeros = {lugar: numero for numero, lugar in enumerate(lugares)}
    for fila in _analizadas(plan, {corte for _, corte in lugares}, encargo, reglas):
        if (numero := numeros.pop((fila.ruta, fila.corte), None)) is not None:
            yield numero, tuple([calcular(fila, reglas) for calcular in _CALCULOS.values()])
    yield from ((numero, _NADA_QUE_DECIR) for numero in numeros.values())


def _analizadas(
    plan: Plan, cortes: set[date | None], encargo: Encargo, reglas: Reglas
) -> Iterator[FilaAnalizada]:
    """Cada fila en sus cortes de antes y, con las que nada reportan, en el pedido."""
    if cortes - {encargo.corte}:
        yield from en_sus_cortes(Historias(plan, reglas), antes_de=encargo.corte)
    if encargo.corte in cortes and encargo.corte is not None:
        yield from _del_pedido(plan, encargo, reglas).todo.filas


def _del_pedido(plan: Plan, encargo: Encargo, reglas: Reglas) -> Analisis:
    """Con un archivo anterior, su período empieza donde lo dice el informe."""
    if encargo.anterior is not None:
        return encargo.hallazgos.analisis
    return analizar(plan, encargo.corte, reglas)


def _corte(fila: FilaAnalizada, _reglas: Reglas) -> Valor:
    return fila.corte


def _avance(fila: FilaAnalizada, _reglas: Reglas) -> Valor:
    """El que se conoce, aunque venga de un corte anterior."""
    return fila.situacion.avance if fila.aplica else None


def _zona(fila: FilaAnalizada, reglas: Reglas) -> Valor:
    zona = reglas.escala.zona_de(fila.avance)
    return zona.nombre if zona else None


def _exigible(fila: FilaAnalizada, _reglas: Reglas) -> Valor:
    return "Sí" if fila.exigible else "No" if not fila.aplica or _dice_cuando(fila) else None


def _vencida(fila: FilaAnalizada, _reglas: Reglas) -> Valor:
    clase = fila.vencimiento
    if clase is not None:
        return _VENCIMIENTOS[clase]
    return "No" if not fila.aplica or fila.terminada or _dice_cuando(fila) else None


def _dice_cuando(fila: FilaAnalizada) -> bool:
    """Si de su fecha se sabe qué días pide."""
    return bool(fila.fecha.dias) or fila.fecha.clase is ClaseDeFecha.CONTINUA


_VENCIMIENTOS = {
    Vencimiento.VENCIDA: "Sí",
    Vencimiento.SIN_REPORTE: "Sí, sin reporte",
    Vencimiento.POR_DETERMINAR: "Por determinar",
    Vencimiento.AL_DIA_SIN_REPORTE: "Al día y sin reporte después",
    Vencimiento.EN_BLANCO: "En blanco bajo un reporte",
}
"""Las clases no se juntan: contar cada palabra da la cifra de su nombre."""

_CALCULOS: Mapping[str, Callable[[FilaAnalizada, Reglas], Valor]] = {
    "calculado.corte": _corte,
    "calculado.avance": _avance,
    "calculado.zona": _zona,
    "calculado.exigible": _exigible,
    "calculado.vencida": _vencida,
}
CLAVES_DE_CUENTAS = tuple(
    f"calculado.{cuando}.{cual}" for cuando in (EN_EL_CORTE, EN_EL_ANTERIOR) for cual in CAMPOS
)
_NADA_QUE_DECIR = (None,) * len(_CALCULOS)


def _del_plan(encargo: Encargo) -> Calculo:
    """Un informe dice además en qué cuentas suyas está cada fila; una matriz no cuenta nada."""
    if not encargo.formato.es_informe:
        return Calculo(tuple(_CALCULOS), _calculados)
    return Calculo((*_CALCULOS, *CLAVES_DE_CUENTAS), _con_sus_cuentas)


def _con_sus_cuentas(
    lugares: Sequence[Lugar], plan: Plan, encargo: Encargo
) -> Iterator[tuple[int, Celdas]]:
    """Cada fila del plan las dice una vez, en la última de las suyas: así se cuentan."""
    ultimas = {ruta: numero for numero, (ruta, _) in enumerate(lugares)}
    suyas = {ultimas[ruta]: dichas for ruta, dichas in por_ruta(_analisis_de(plan, encargo))}
    ninguna = (None,) * len(CLAVES_DE_CUENTAS)
    for numero, celdas in _calculados(lugares, plan, encargo):
        yield numero, celdas + suyas.get(numero, ninguna)


def _analisis_de(plan: Plan, encargo: Encargo) -> Analisis:
    if encargo.entidades is None:
        return encargo.hallazgos.analisis
    return analizar(plan, encargo.corte, reglas_para(plan, encargo.metodologia))


def _del_mapa(_encargo: Encargo) -> Calculo:
    from paac_reportes.composicion.datos_del_mapa import CALCULADAS, calculados  # noqa: PLC0415 - de uno

    return Calculo(CALCULADAS, calculados)


_CALCULOS_DE: Mapping[str, Callable[[Encargo], Calculo]] = {
    "plan": _del_plan,
    "mapa": _del_mapa,
}
"""De otro contenido no se calcula nada: van sus datos a la letra."""

_LETRA = 1.6
"""Milímetros de una letra de las celdas."""
_BOTON = 4
"""Letras que ocupa el botón del filtro junto al rótulo."""
_LETRAS = 28
"""Las más anchas: lo que sigue se lee en la barra de la celda."""
