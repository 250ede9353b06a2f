"""Las órdenes de los reportes: ``generar``, ``publicar``, ``formatos`` y ``verificar``.

El reporte queda en archivos, en una carpeta o en la salida, y ``generar`` da también uno de cada
plan o un oficio a cada quien.
"""

import contextlib
from argparse import Namespace
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import attrs

import paac_reportes as paac
from paac_reportes.api.cifras import archivos_de_planes
from paac_reportes.api.formatos import describir_formato
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.pedidos import pedido_de, reporte_de
from paac_reportes.api.reportes import TIPOS_SI_FALTAN
from paac_reportes.api.salida import carpeta_nueva, guardar_bytes
from paac_reportes.cli.codigos import ALGO_POR_FUERA, BIEN, DATOS_MAL, ENTORNO_MAL
from paac_reportes.cli.consola import (
    GUION,
    abierto,
    codigo_de,
    contando,
    decir,
    decir_aviso_de_varios,
    decir_avisos,
    decir_falla,
    dice_de_cual,
    es_de_paso,
    leer_plan_o_mapa,
    leer_y_decir,
    nombre_en_mensajes,
    plan_de_archivo,
    salida_con,
    va,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla

if TYPE_CHECKING:
    from paac_reportes.tipos import Hecho


def cumplir_generar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``generar``: un reporte, los de muchos, o las cartas a las oficinas."""
    if argumentos.por is not None:
        return (yield from oficios(argumentos))
    if comunes.son_varios(argumentos.datos):
        return (yield from reportes(argumentos))
    (argumentos.datos,) = argumentos.datos
    vars(argumentos).update(publico=False, cedulas=False, revisado=None)
    return (yield from _uno_solo(argumentos))


def cumplir_publicar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``publicar``: el reporte sin datos personales, y lo que en él queda por revisar."""
    argumentos.publico = True
    return (yield from _uno_solo(argumentos))


def _uno_solo(argumentos: Namespace) -> Generator[str, None, int]:
    """Un reporte: todas las salidas, o ninguna; 4 si algo quedó por fuera."""
    plan, avisos_de_leer = leer_y_decir(argumentos.datos, argumentos.carpeta)
    origen = None if es_de_paso(argumentos.datos) else argumentos.datos
    reporte = reporte_de(
        plan,
        comunes.formato_pedido(argumentos),
        al_leer={"origen": origen, "al_leer": tuple(avisos_de_leer)},
        **comunes.opciones_de_reporte(argumentos),
    )
    archivos, avisos = _escribir_reporte(reporte, argumentos)
    # Lo que se publica se avisa sin repetirlo, y el texto de una fila puede traerlo.
    decir_avisos(avisos, str if argumentos.publico else partial(paac.donde, reporte.contenido))
    for uno in () if argumentos.silencio else getattr(reporte, "por_revisar", ()):
        decir(f"por revisar {uno.id}: {uno.se_lee}, {uno.por_que}: {uno.alrededor[0]}")
    yield from map(str, archivos)
    return codigo_de(avisos)


def _escribir_reporte(
    reporte: paac.Reporte, argumentos: Namespace
) -> tuple[list[Path], Sequence[Aviso]]:
    """Archivos escritos, con el acta al final, y avisos; las fallas nombran los datos."""
    destinos = list(_destinos_de(reporte, argumentos.salida, argumentos.tipo))
    archivos = [destino for destino in destinos if isinstance(destino, Path)]
    archivos += [] if argumentos.acta is None else [argumentos.acta]
    with contextlib.ExitStack() as mientras:
        mientras.enter_context(_carpetas_de(argumentos.salida))
        mientras.enter_context(dice_de_cual(argumentos.datos, *map(str, archivos)))
        guardado = reporte.guardar(
            *destinos,
            al_empezar=lambda destino: va(f"escribiendo {getattr(destino, 'name', destino)}"),
            acta=argumentos.acta,
        )
    return archivos, guardado.avisos


@contextlib.contextmanager
def _carpetas_de(salidas: Sequence[Path | comunes.Carpeta] | None) -> Iterator[None]:
    """Contexto con las carpetas que se piden y no están; si algo falla, no quedan."""
    with contextlib.ExitStack() as al_salir:
        for salida in dict.fromkeys(salidas or ()):
            if isinstance(salida, comunes.Carpeta):
                al_salir.enter_context(carpeta_nueva(salida.ruta))
        yield


def _destinos_de(
    reporte: paac.Reporte,
    salidas: Sequence[Path | comunes.Carpeta] | None,
    tipos: Sequence[str] | None,
) -> Iterator[Path | IO[bytes]]:
    """Destino de cada archivo; en una carpeta, con el nombre que se le propone."""
    tipos_pedidos: dict[Any, None] = dict.fromkeys(tipos or TIPOS_SI_FALTAN)
    for salida in salidas or (comunes.Carpeta(Path()),):
        if isinstance(salida, comunes.Carpeta):
            yield from (salida.ruta / reporte.nombre(tipo) for tipo in tipos_pedidos)
        elif str(salida) == GUION:
            yield from map(salida_con, tipos_pedidos)
        else:
            yield salida


# ------------------------------------------------------------------ reportes

_DE_LA_LISTA = ("formato", "corte", "anterior", "plantillas", "tipo", "con_datos", "base")


def reportes(argumentos: Namespace) -> Generator[str, None, int]:
    """Un reporte de cada archivo o encargo; los que fallan se dicen, y los demás salen.

    Termina con 4 si alguno falló; si no salió ninguno, con lo que corresponda a sus fallas.
    """
    from paac_reportes.lotes import leer_encargos

    (carpeta,) = argumentos.salida
    comunes.sin(("acta", "carpeta"), argumentos, "no cuenta con varios reportes")
    if comunes.es_lista(argumentos.datos):
        (lista,) = argumentos.datos
        no_va = (*_DE_LA_LISTA, *comunes.METODOLOGIA)
        comunes.sin(no_va, argumentos, "con una lista .csv, lo dicen sus columnas")
        va(f"leyendo {lista}")
        pedidos = leer_encargos(lista)
    else:
        archivos = [a for dado in argumentos.datos for a in archivos_de_planes(dado)]
        formato = comunes.formato_pedido(argumentos)
        pedidos = [
            (_encargo(archivo, formato, argumentos), Path(archivo).stem) for archivo in archivos
        ]
    encargos = _con_su_nombre(pedidos)
    uno_mas = contando(len(encargos))
    resultados: list[Hecho] = []
    for resultado in paac.en_lote(encargos, carpeta.ruta):
        uno_mas(resultado.clave)
        for falla in resultado.fallas:
            decir_falla(f"{resultado.clave}: {falla}")
        resultados.append(resultado)
    en_cuantos = Counter(codigo for hecho in resultados for codigo in hecho.avisos)
    for codigo, cuantos in sorted(en_cuantos.items()):
        decir_aviso_de_varios(codigo, cuantos, f"{carpeta.ruta}/*.acta.json")  # que dicen cuáles
    yield _cuenta(resultados, str(carpeta.ruta))
    return _codigo(resultados)


def _encargo(archivo: str, formato: Any, argumentos: Namespace) -> "paac.modelo.Encargo":
    """Encargo de un archivo, con lo que la orden pide."""
    tipos = tuple(argumentos.tipo) or TIPOS_SI_FALTAN
    opciones: Any = {
        clave: getattr(argumentos, clave)
        for clave in ("anterior", "plantillas", "con_datos")
        if getattr(argumentos, clave)
    }
    opciones["metodologia"] = comunes.metodologia_pedida(argumentos)
    return paac.modelo.Encargo(
        archivo, formato, corte=argumentos.corte, tipos=tipos, opciones=opciones
    )


def _con_su_nombre(
    pedidos: "Sequence[tuple[paac.modelo.Encargo, str]]",
) -> "list[paac.modelo.Encargo]":
    """Encargos con el nombre que su reporte propone; si es el de otro, con la clave de su lado."""
    nombres = [encargo.clave or _nombre(encargo) for encargo, _ in pedidos]
    veces = Counter(nombres)
    return [
        encargo
        if encargo.clave
        else attrs.evolve(encargo, clave=nombre if nombre and veces[nombre] == 1 else si_no)
        for (encargo, si_no), nombre in zip(pedidos, nombres, strict=True)
    ]


def _nombre(encargo: "paac.modelo.Encargo") -> str | None:
    """Nombre que su reporte propone, sin extensión; si algo falla, lo dice su hecho."""
    opciones: Any = encargo.opciones
    archivo: Any = encargo.contenido
    va(f"leyendo {archivo}")
    try:
        plan = leer_sin_dudas(archivo).contenido
        pedido = pedido_de(
            plan, encargo.formato, corte=encargo.corte, plantillas=opciones.get("plantillas")
        )
    except ErrorPaac:
        return None
    publico = attrs.evolve(pedido, es_publico=opciones.get("publico") is True)
    return publico.nombre("json").removesuffix(".json")


def _cuenta(resultados: "list[Hecho]", carpeta: str) -> str:
    """Cuenta final: ``1.093 de 1.100 encargos (412 ya estaban); 7 con fallas; salida/lote``."""
    salieron = [hecho for hecho in resultados if hecho.falla is None]
    ya_estaban = sum(hecho.de_antes for hecho in salieron)
    antes = f" ({ya_estaban} ya {'estaba' if ya_estaban == 1 else 'estaban'})" if ya_estaban else ""
    fallidos = len(resultados) - len(salieron)
    fallas = f"; {fallidos} con fallas" if fallidos else ""
    encargos = "encargo" if len(resultados) == 1 else "encargos"
    esperan = sum("sin_revisar" in hecho.opciones for hecho in salieron)
    sin_revisar = f"; {esperan} sin revisar" if esperan else ""
    return f"{len(salieron)} de {len(resultados)} {encargos}{antes}{fallas}{sin_revisar}; {carpeta}"


def _codigo(resultados: "Iterable[Hecho]") -> int:
    """Código: 4 si algo no salió; si nada salió, 1, o 3 si es de la máquina."""
    fallidos = [hecho.fallas for hecho in resultados if hecho.falla is not None]
    if not fallidos:
        return BIEN
    if any(hecho.falla is None for hecho in resultados):
        return ALGO_POR_FUERA
    es_de_la_maquina = all(comunes.es_de_la_maquina(falla) for f in fallidos for falla in f)
    return ENTORNO_MAL if es_de_la_maquina else DATOS_MAL


# ------------------------------------------------------------------ oficios

_SIN_CARTAS = "nadie tiene nada vencido ni por vencer antes del próximo corte: no hay oficios"


def oficios(argumentos: Namespace) -> Generator[str, None, int]:
    """Las cartas, todas o ninguna, a quien tiene algo pendiente."""
    ruta, *otras = argumentos.datos
    no_cuentan = ("anterior", "acta", "con_datos")
    comunes.sin(no_cuentan, argumentos, "no cuenta con --por, que escribe cartas")
    if otras or argumentos.corte is None:
        sobra = "un solo plan" if otras else "--corte, hasta el que se mira"
        raise ErrorDeEntrada(Falla("argumento_invalido", "--por", f"se esperaba {sobra}"))
    plan = plan_de_archivo(ruta, argumentos.carpeta)
    argumentos.formato = argumentos.formato or "oficio-pendientes"
    formato = comunes.formato_pedido(argumentos)
    if isinstance(formato, str):
        plantillas, corte = argumentos.plantillas, argumentos.corte
        formato = paac.leer_formato(formato, plantillas=plantillas, corte=corte)
    tipos = {"tipos": argumentos.tipo} if argumentos.tipo else {}
    va("escribiendo los oficios")
    with dice_de_cual(ruta):
        guardado = paac.oficios(
            plan,
            argumentos.corte,
            argumentos.salida[0].ruta,
            por=comunes.dependencia_o_dato(argumentos.por),
            formato=formato,
            metodologia=comunes.metodologia_pedida(argumentos),
            **tipos,
        )
    decir_avisos(guardado.avisos, partial(paac.donde, plan))
    yield from map(str, guardado.archivos)
    if not guardado.archivos:
        yield _SIN_CARTAS
    return codigo_de(guardado.avisos)


def cumplir_formatos(argumentos: Namespace) -> Iterator[str]:
    """La orden ``formatos``: lo que se pidió, por la salida o en ``--salida``."""
    codigo, de_que, salida = argumentos.codigo, argumentos.esquema, argumentos.salida
    if codigo is not None and de_que is not None:
        raise _error("--esquema", "no es de un formato: pídalo sin CODIGO")
    if de_que is not None:
        if salida is not None and salida.suffix.lower() == ".docx":
            raise _error("--salida", f"el esquema queda en un .json; llegó '{salida}'")
        yield from comunes.respuesta_en_json(paac.esquema(como=de_que), argumentos)
    elif salida is not None:
        if codigo is None or (str(salida) != GUION and salida.suffix.lower() != ".docx"):
            motivo = "queda ahí un formato (CODIGO), en un .docx, o el esquema (--esquema plan)"
            raise _error("--salida", motivo)
        word = paac.cuerpo_de(paac.leer_formato(codigo, plantillas=argumentos.plantillas))
        yield from comunes.escrito(
            argumentos, lambda destino: guardar_bytes([(destino, word)]), "docx"
        )
    elif codigo is not None:
        yield from describir_formato(codigo, argumentos.plantillas)
    else:
        fichas = paac.formatos_disponibles(argumentos.plantillas)
        ancho = max(len(ficha.codigo) for ficha in fichas)
        for ficha in fichas:
            yield f"{ficha.codigo:<{ancho}}  versión {ficha.version}  {ficha.nombre}"


def _error(opcion: str, motivo: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("argumento_invalido", opcion, motivo))


_DIFERENCIAS_DICHAS = 100
"""Los renglones que se dicen por stderr; los demás están en el certificado."""


def cumplir_verificar(argumentos: Namespace) -> Generator[str, None, int]:
    """La orden ``verificar``: el certificado de un archivo; 1 si no es idéntico."""
    if not argumentos.publico:
        comunes.sin(("cedulas", "revisado"), argumentos, "sólo cuenta con --publico")
    certificado = _certificado(argumentos)
    yield from comunes.respuesta_en_json(certificado.datos(), argumentos)
    if certificado.pasa:
        return BIEN
    renglones = [certificado.dice, *certificado.motivos, *map(str, certificado.diferencias or ())]
    for renglon in renglones[:_DIFERENCIAS_DICHAS]:
        decir_falla(f"{nombre_en_mensajes(argumentos.archivo)}: {renglon}")
    if (restantes := len(renglones) - _DIFERENCIAS_DICHAS) > 0:
        decir(f"y {restantes} más")
    return DATOS_MAL


def _certificado(argumentos: Namespace) -> "paac.tipos.Certificado":
    """Certificado; con ``--contra``, comparado con lo que sale de esos datos."""
    va(f"verificando {nombre_en_mensajes(argumentos.archivo)}")
    dado = abierto(argumentos.archivo, next(iter(argumentos.tipo), None))
    del_acta = {"acta": argumentos.acta, "fecha": argumentos.fecha}
    if argumentos.contra is None:
        return paac.verificar(dado, **del_acta)
    contenido = leer_plan_o_mapa(argumentos.contra, argumentos.carpeta)
    formato, opciones = comunes.formato_pedido(argumentos), comunes.opciones_de_reporte(argumentos)
    return paac.verificar(dado, reporte_de(contenido, formato, **opciones), **del_acta)
