"""Los reportes de una base, por HTTP, sin trabar el servidor."""

import asyncio
import os
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from multiprocessing import get_context
from typing import Annotated, Any

import attrs
import tablas
from fastapi import Body, FastAPI, HTTPException, Path, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

import paac_reportes as paac
from paac_reportes import anfitrion

BASE = os.environ.get("BASE", "sqlite+aiosqlite:///planes.db")
PLAZO = float(os.environ.get("PLAZO", "60"))
"""Segundos que se espera un reporte, con su turno; el que ya empezó sigue hasta el final."""
PROCESOS = int(os.environ.get("PROCESOS", "2"))
NumeroDePlan = Annotated[int, Path(ge=1, le=2**63 - 1)]
"""El de una fila: uno que la base no puede guardar es un 422, y no un error de ella."""

motor = create_async_engine(BASE)
sesiones = async_sessionmaker(motor)


@asynccontextmanager
async def andando(app: FastAPI) -> AsyncIterator[None]:
    """Los procesos son del servidor, y se cierran con él."""
    app.state.procesos = procesos_nuevos()
    yield
    app.state.procesos.shutdown(cancel_futures=True)
    await motor.dispose()


def procesos_nuevos() -> ProcessPoolExecutor:
    """Limpios: bifurcar un servidor con hilos puede dejar uno esperando para siempre."""
    return ProcessPoolExecutor(PROCESOS, mp_context=get_context("spawn"))


app = FastAPI(title="Reportes del plan", lifespan=andando)


@app.exception_handler(paac.ErrorPaac)
async def decir_las_fallas(_pedido: Request, error: Exception) -> JSONResponse:
    """Lo que la biblioteca halla mal, con el código HTTP que ella sugiere."""
    assert isinstance(error, paac.ErrorPaac)  # noqa: S101 - lo dice quien lo registra
    fallas = [
        {
            "codigo": una.codigo,
            "ruta": una.ruta,
            "mensaje": una.mensaje,
            # Con que la página marca el campo y lo dice en su idioma.
            "posicion": attrs.asdict(una.posicion, filter=lambda _, valor: valor is not None),
            "datos": una.datos,
        }
        for una in error.fallas[:100]
    ]
    return JSONResponse(jsonable_encoder({"fallas": fallas}), status_code=error.http)


# ------------------------------------------------------------------ los reportes


@app.get("/planes/{plan}/reportes/{formato}/{tipo}")
async def reportar(
    pedido: Request, plan: NumeroDePlan, formato: str, tipo: str, corte: date | None = None
) -> Response:
    """El archivo; un 304 si quien lo pide ya lo tiene."""
    leido, propio = await _leido(plan), await _formato(formato)
    # Lo que ocupa al procesador va en un hilo: aquí se atiende a los demás.
    reporte = await asyncio.to_thread(paac.reporte, leido, propio, corte=corte)
    return await _entregado(pedido, reporte, tipo)


@app.get("/planes/{plan}/por-revisar/{formato}")
async def por_revisar(
    plan: NumeroDePlan, formato: str, corte: date | None = None
) -> list[dict[str, Any]]:
    """Lo que quedaría en lo que se publica y una persona debe mirar, para responderlo."""
    reporte = await _publico(plan, formato, corte)
    return [attrs.asdict(uno) for uno in await asyncio.to_thread(lambda: reporte.por_revisar)]


@app.post("/planes/{plan}/publicos/{formato}/{tipo}")
async def publicar(  # noqa: PLR0913, PLR0917 - son las partes de la dirección
    pedido: Request,
    plan: NumeroDePlan,
    formato: str,
    tipo: str,
    revisado: Annotated[dict[str, str], Body()],
    corte: date | None = None,
) -> Response:
    """El que se publica, sin lo que se respondió que se omite."""
    return await _entregado(pedido, await _publico(plan, formato, corte, revisado), tipo)


async def _publico(
    plan: int, formato: str, corte: date | None, revisado: dict[str, str] | None = None
) -> paac.tipos.ReportePublico:
    leido, propio = await _leido(plan), await _formato(formato)
    reporte = await asyncio.to_thread(paac.reporte, leido, propio, corte=corte)
    return await asyncio.to_thread(reporte.publico, revisado=revisado)


async def _entregado(pedido: Request, reporte: paac.Reporte, tipo: str) -> Response:
    """Lo que la biblioteca responde de un reporte, hecho en otro proceso y con plazo."""
    procesos, si_no_es = app.state.procesos, pedido.headers.get("if-none-match")
    hacer = partial(anfitrion.responder, reporte, tipo, si_no_es=si_no_es)
    try:
        async with asyncio.timeout(PLAZO):
            dicha = await asyncio.get_running_loop().run_in_executor(procesos, hacer)
    except TimeoutError:
        raise HTTPException(503, f"El reporte no estuvo en {PLAZO:g} s.") from None
    except BrokenProcessPool:
        if app.state.procesos is procesos:  # el primero que lo nota los rehace
            app.state.procesos = procesos_nuevos()
        raise HTTPException(503, "El proceso que lo hacía murió: pídalo otra vez.") from None
    return Response(dicha.cuerpo, dicha.estado, dicha.cabeceras)


# ------------------------------------------------------------------ lo que un sitio pregunta


@app.get("/planes/{plan}/salidas/{formato}")
async def salidas(plan: NumeroDePlan, formato: str) -> list[dict[str, object]]:
    """En qué se puede bajar un formato aquí, y por qué no en lo demás."""
    leido, propio = await _leido(plan), await _formato(formato)
    reporte = await asyncio.to_thread(paac.reporte, leido, propio)
    return [
        {
            "tipo": salida.tipo,
            "nombre": salida.nombre,
            "se_puede": salida.se_puede,
            "dice": salida.motivo,
        }
        for salida in anfitrion.salidas(reporte)
    ]


@app.get("/planes/{plan}/cortes/{corte}/falta")
async def falta(plan: NumeroDePlan, corte: date, hoy: date | None = None) -> dict[str, object]:
    """Lo que falta antes de cerrar un corte."""
    leido = await _leido(plan)
    dicho = await asyncio.to_thread(
        anfitrion.antes_de_cerrar, leido, corte, hoy=hoy or anfitrion.hoy_en_colombia()
    )
    return {
        "completo": dicho.completo,
        "dias": dicho.dias,
        "frases": dicho.frases,
        "oficinas": {
            oficina.nombre: [str(fila) for fila in oficina.filas] for oficina in dicho.oficinas
        },
    }


@app.put("/formatos/{codigo}", status_code=204)
async def guardar_formato(codigo: str, datos: Annotated[dict[str, Any], Body()]) -> None:
    """Un formato de la entidad: se revisa al guardarlo, y no cuando alguien pide el reporte."""
    suyos = datos | {"codigo": codigo}
    await asyncio.to_thread(paac.formato_desde_datos, suyos)
    async with sesiones.begin() as sesion:
        await sesion.merge(tablas.Formato(codigo=codigo, datos=suyos))


# ------------------------------------------------------------------ la base


async def _leido(plan: int) -> paac.Plan:
    """El plan; la conexión se devuelve antes de armarlo."""
    async with sesiones() as sesion:
        hallado = await tablas.filas_de(sesion, plan)
    if hallado is None:
        raise HTTPException(404, f"No hay un plan {plan}.")
    return await asyncio.to_thread(tablas.armado, *hallado)


async def _formato(codigo: str) -> Any:
    """El propio de la entidad o, si no lo hay, el código: uno que no es del catálogo es un 404."""
    async with sesiones() as sesion:
        propio = await sesion.get(tablas.Formato, codigo)
    return paac.formato_desde_datos(propio.datos) if propio else codigo
