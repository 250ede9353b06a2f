"""Las mutaciones que ``verificar`` deja pasar, dibujadas: han de verse como el archivo sin tocar."""

import hashlib
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import paac_reportes as paac
from herramientas.ataque.mutaciones import Clase, Mutador, todas
from herramientas.ataque.obreros import Hecho
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.sistema import IlegibleError

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from ayudas.compartido import FILTROS, convertidos
from ayudas.emitidos import emitido, formato_de

PASAN = {"identico", "dice_lo_mismo"}
_DE_A_DIEZ = 10
_PUNTOS = "45"
"""Por pulgada: lo que se ve cambia muchos."""


class _Pasada(NamedTuple):
    """Una mutación que ``verificar`` dejó pasar."""

    archivo: Path
    de: Path
    clase: str
    numero: int
    cambios: tuple[str, ...]


def mutar(semilla: str, cuantas: int, carpeta: Path) -> Iterator[Hecho]:
    """De cada matriz, en Word y en Excel, ``cuantas`` de a una y una décima parte de a diez."""
    codigos = [una.codigo for una in paac.formatos_disponibles()]
    matrices = [codigo for codigo in codigos if not formato_de(codigo).es_informe]
    for tipo, filtros in FILTROS.items():
        antes = [carpeta / f"{codigo}.{tipo}" for codigo in matrices]
        for codigo, archivo in zip(matrices, antes, strict=True):
            archivo.write_bytes(emitido(codigo, tipo))
        bases = convertidos(antes, f"{tipo}:{filtros[0]}", carpeta / tipo)
        pasadas = list[_Pasada]()
        for codigo, base in zip(matrices, bases, strict=True):
            azar = random.Random(f"{semilla}-{tipo}-{codigo}")  # noqa: S311 - para repetirlo
            mutador = Mutador(tipo, base.read_bytes(), azar)
            for numero, elegidas in enumerate(_elegidas(mutador, azar, cuantas)):
                clase = f"{tipo} {_como(elegidas)}"
                mutado = mutador.cambiado(elegidas)
                if mutado is None:
                    continue
                contenido = mutador.comprimido(mutado.partes)
                if not _pasa(tipo, emitido(codigo, tipo), contenido):
                    yield Hecho(clase, numero, "", emitido=False)
                    continue
                archivo = base.with_stem(f"{codigo}~{numero}")
                archivo.write_bytes(contenido)
                pasadas.append(_Pasada(archivo, base, clase, numero, mutado.cambios))
        yield from _dibujadas(bases, pasadas, carpeta / tipo)


def _elegidas(
    mutador: Mutador, azar: random.Random, cuantas: int
) -> Iterator[list[tuple[Clase, str]]]:
    posibles = todas(mutador)
    yield from ([una] for una in azar.sample(posibles, min(cuantas, len(posibles))))
    for _ in range(max(cuantas // _DE_A_DIEZ, 1)):
        yield azar.sample(posibles, _DE_A_DIEZ)


def _como(elegidas: Sequence[tuple[Clase, str]]) -> str:
    if len(elegidas) > 1:
        return "de a diez"
    ((clase, modo),) = elegidas
    return f"{'elemento' if clase.atributo is None else 'atributo'} {modo}"


def _pasa(tipo: str, debido: bytes, contenido: bytes) -> bool:
    try:
        return juzgar(tipo, debido, contenido).veredicto in PASAN
    except IlegibleError:
        return False


# ------------------------------------------------------------------ se dibujan


def _dibujadas(bases: Sequence[Path], pasadas: Sequence[_Pasada], carpeta: Path) -> Iterator[Hecho]:
    usadas = [base for base in bases if any(una.de == base for una in pasadas)]
    dibujos = carpeta / "dibujos"
    convertidos([*usadas, *(una.archivo for una in pasadas)], "pdf", dibujos)
    se_ven = {base: _paginas(dibujos / f"{base.stem}.pdf") for base in usadas}
    for una in pasadas:
        falla = ""
        if _paginas(dibujos / f"{una.archivo.stem}.pdf") != se_ven[una.de]:
            falla = f"{una.archivo.name} pasa y se ve de otro modo: {' · '.join(una.cambios)}"
        yield Hecho(una.clase, una.numero, falla, emitido=True)


def _paginas(pdf: Path) -> list[str]:
    """La huella de cada página; ninguna, si no se dejó dibujar."""
    if not pdf.exists():
        return []
    orden = ["pdftoppm", "-r", _PUNTOS, str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(orden, check=True)
    paginas = sorted(pdf.parent.glob(f"{pdf.stem}-*.ppm"))
    huellas = [hashlib.sha256(una.read_bytes()).hexdigest() for una in paginas]
    for una in paginas:
        una.unlink()
    return huellas
