"""Mil cien municipios: cuánto toma un lote en serie, en procesos y en un clúster de dask.

    python herramientas/banco/lotes.py                # 1.100 planes en Word, Excel y PDF
    python herramientas/banco/lotes.py --planes 40 --tipos docx  # menos
    python herramientas/banco/lotes.py --matar        # además, a un trabajador en la mitad

Los planes se arman de los reales (``../shared/datos``, o donde diga ``PAAC_COMPARTIDO``; si no
están, del ejemplo), de 60 a 400 filas y más los pequeños, como son los municipios; siete vienen
rotos. Cada modo corre en un proceso nuevo y
en otra carpeta; se dicen los segundos de reloj y los de procesador, suyos y de quienes trabajan, la
mayor memoria de un trabajador y los bytes que quedan. Después, cuánto toma otra vez, que no debe
hacer nada, y si las huellas son las de la serie. Con ``--matar``, lo roto se sigue. Sólo en Linux.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import paac_reportes as paac

RAIZ = Path(__file__).parents[2]
DATOS = Path(os.environ.get("PAAC_COMPARTIDO", RAIZ.parent / "shared"), "datos")
EJEMPLO = RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml"
FORMATO = "MCCO.101.18.F.20"
ROTOS = 7
MENOS, MAS = 75, 400
"""Las filas que se le buscan a un plan: con las oficinas que hay, el menor no baja de 60."""
VUELTAS = 97
"""Los tamaños distintos, de menor a mayor en la misma proporción."""
MODOS = ("serie", "1 proceso", "2 procesos", "dask, 1 trabajador", "dask, 2 trabajadores")
MB = 1_000_000


# ------------------------------------------------------------------ los planes


def oficinas() -> list[tuple[int, dict[str, Any]]]:
    """Las de los planes reales, con sus filas; un plan sin ellas es una."""
    todas = []
    for ruta in sorted(DATOS.glob("*.json")) or [EJEMPLO]:
        plan = paac.leer_plan(ruta)
        sueltos = plan.componentes and [
            paac.Dependencia(nombre=plan.entidad.nombre, componentes=plan.componentes)
        ]
        for oficina in (*plan.dependencias, *sueltos):
            filas = sum(len(list(componente.filas())) for componente in oficina.componentes)
            solo = paac.Plan(entidad=plan.entidad, dependencias=(oficina,))
            todas.append((filas, paac.datos_de(solo)["dependencias"][0]))
    return todas


def escribir_planes(carpeta: Path, cuantos: int) -> tuple[int, int, int]:
    """Un JSON por municipio; cuántas filas tienen el menor y el mayor, y cuántas todos."""
    hay, tamanos = oficinas(), []
    for numero in range(cuantos):
        buscadas = MENOS * (MAS / MENOS) ** (numero * 31 % VUELTAS / (VUELTAS - 1))
        desde = numero % len(hay)
        suyas, filas = list[Any](), 0
        for cuantas, oficina in (*hay[desde:], *hay[:desde]):
            if filas + cuantas <= buscadas:
                suyas.append(oficina)
                filas += cuantas
        datos = {"entidad": {"nombre": f"Municipio {numero}"}, "dependencias": suyas}
        roto = {"vigencia": "dos mil"} if numero < ROTOS else {}
        texto = json.dumps(datos | roto, ensure_ascii=False)
        (carpeta / f"m{numero:04}.json").write_text(texto, "utf-8")
        tamanos.append(filas)
    return min(tamanos), max(tamanos), sum(tamanos)


# ------------------------------------------------------------------ una corrida


@contextlib.contextmanager
def ejecutor_de(modo: str) -> Iterator[Any]:
    """El de un modo, ya con quienes trabajan."""
    if modo == "serie":
        yield None
        return
    cuantos = next(int(letra) for letra in modo if letra.isdigit())
    if modo.startswith("dask"):
        from distributed import Client, LocalCluster

        with (
            LocalCluster(
                n_workers=cuantos, threads_per_worker=1, dashboard_address=None, silence_logs=50
            ) as cluster,
            Client(cluster) as cliente,
        ):
            yield cliente
    else:
        limpio = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(cuantos, mp_context=limpio) as procesos:
            yield procesos


def matar_a_uno(ejecutor: Any) -> None:
    """A uno de los que trabajan, sin aviso."""
    if isinstance(ejecutor, Executor):
        victima = multiprocessing.active_children()[0].pid
    else:
        victima = next(iter(ejecutor.run(os.getpid).values()))
    os.kill(victima or 0, signal.SIGKILL)


def recorrer(
    encargos: list[paac.Encargo], destino: Path, modo: str, *, matar: bool
) -> tuple[list[paac.Hecho], str]:
    """Lo que dio una llamada, y con qué terminó si no llegó al final."""
    hechos: list[paac.Hecho] = []
    with ejecutor_de(modo) as ejecutor:
        try:
            for hecho in paac.en_lote(encargos, destino, ejecutor=ejecutor):
                hechos.append(hecho)
                if matar and len(hechos) == len(encargos) // 2:
                    matar_a_uno(ejecutor)
        except paac.ErrorDeEntorno as error:
            return hechos, str(error.fallas[0].mensaje)
    return hechos, ""


def correr(planes: Path, destino: Path, modo: str, tipos: list[str], *, matar: bool) -> None:
    """Un modo entero, y por la salida lo medido, en JSON."""
    encargos = [
        paac.Encargo(plan=ruta, formato=FORMATO, tipos=tuple(tipos))
        for ruta in sorted(planes.glob("*.json"))
    ]
    desde = time.perf_counter()
    hechos, dicho = recorrer(encargos, destino, modo, matar=matar)
    primera = len(hechos)
    if dicho:
        hechos, _ = recorrer(encargos, destino, modo, matar=False)
    reloj = time.perf_counter() - desde
    propio, ajeno = (
        resource.getrusage(q) for q in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    desde = time.perf_counter()
    otra_vez, _ = recorrer(encargos, destino, modo, matar=False)
    salieron = [hecho for hecho in hechos if hecho.falla is None]
    medido = {
        "reloj": reloj,
        "procesador": sum(uso.ru_utime + uso.ru_stime for uso in (propio, ajeno)),
        "memoria": (propio if modo == "serie" else ajeno).ru_maxrss * 1024 / MB,
        "bytes": sum(ruta.stat().st_size for ruta in destino.glob("m*")),
        "otra vez": time.perf_counter() - desde,
        "salieron": len(salieron),
        "fallaron": len(hechos) - len(salieron),
        "de antes": sum(hecho.de_antes for hecho in otra_vez),
        "roto": dicho and f"{primera} antes de romperse; se siguió: {dicho}",
        "huellas": {hecho.clave: hecho.archivos for hecho in salieron},
    }
    print(json.dumps(medido))


# ------------------------------------------------------------------ todas


def medir(planes: Path, destino: Path, modo: str, tipos: list[str], *, matar: bool) -> Any:
    """Lo medido de un modo, en un proceso nuevo."""
    orden = [sys.executable, __file__, "--uno", modo, "--en", str(planes), str(destino)]
    orden += ["--tipos", *tipos, *(["--matar"] if matar else [])]
    hecho = subprocess.run(orden, stdout=subprocess.PIPE, check=True)
    return json.loads(hecho.stdout.splitlines()[-1])


def principal(cuantos: int, tipos: list[str], modos: list[str], *, matar: bool) -> None:
    """Un renglón por modo."""
    with TemporaryDirectory() as carpeta:
        planes = Path(carpeta, "planes")
        planes.mkdir()
        menor, mayor, filas = escribir_planes(planes, cuantos)
        print(f"{cuantos} planes, de {menor} a {mayor} filas, {filas} en total; {', '.join(tipos)}")
        print("| modo | s | s de procesador | MB por trabajador | MB escritos | otra vez, s |")
        print("|---|---|---|---|---|---|")
        de_la_serie = None
        for numero, modo in enumerate(modos):
            se_mata = matar and modo != "serie"
            medido = medir(planes, Path(carpeta, f"lote-{numero}"), modo, tipos, matar=se_mata)
            huellas = medido["huellas"]
            de_la_serie = de_la_serie or huellas
            cifras = (
                modo + (", y uno muerto" if se_mata else ""),
                *(f"{medido[cual]:.1f}" for cual in ("reloj", "procesador")),
                f"{medido['memoria']:.0f}",
                f"{medido['bytes'] / MB:.1f}",
                f"{medido['otra vez']:.1f}",
            )
            print(f"| {' | '.join(cifras)} |")
            iguales = "las mismas huellas" if huellas == de_la_serie else "OTRAS HUELLAS"
            print(
                f"  {medido['salieron']} salieron y {medido['fallaron']} se dijeron; {iguales};"
                f" otra vez, {medido['de antes']} de antes. {medido['roto']}".rstrip(),
                flush=True,
            )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    pedido = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    pedido.add_argument("--planes", type=int, default=1_100)
    pedido.add_argument("--tipos", nargs="+", default=["docx", "xlsx", "pdf"])
    pedido.add_argument("--modos", nargs="+", default=list(MODOS), choices=MODOS)
    pedido.add_argument("--matar", action="store_true")
    pedido.add_argument("--uno", help=argparse.SUPPRESS)
    pedido.add_argument("--en", nargs=2, type=Path, help=argparse.SUPPRESS)
    dado = pedido.parse_args()
    if dado.uno:
        correr(*dado.en, dado.uno, dado.tipos, matar=dado.matar)
    else:
        principal(dado.planes, dado.tipos, dado.modos, matar=dado.matar)
