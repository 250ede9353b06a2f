"""La lista cerrada de lo que LibreOffice escribe al guardar otra vez una matriz nuestra.

    python herramientas/lista_cerrada.py [DATOS...]

Genera cada matriz del catálogo con su muestra, la de las pruebas y los planes de los ejemplos, en
Word y en Excel, las guarda con LibreOffice de cada modo que éste ofrece y deja en
``src/paac_reportes/prueba/lista`` qué elementos y qué atributos salen. Los informes no: de ellos se
dice qué no se conoce.
"""

import io
import json
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).parents[1]
sys.path.insert(0, str(RAIZ / "tests"))

from ayudas.compartido import FILTROS, convertidos  # noqa: E402 - están junto a las pruebas
from ayudas.emitidos import formato_de, muestra  # noqa: E402
from lxml import etree  # noqa: E402

import paac_reportes as paac  # noqa: E402
from paac_reportes.prueba.lista_cerrada import (  # noqa: E402
    CUALQUIERA,
    clase_de_parte,
    nombre_de,
    se_compara,
)

DESTINO = RAIZ / "src/paac_reportes/prueba/lista"


def las_matrices(datos: list[Path]) -> list[tuple[str, paac.Reporte]]:
    """Cada una con su muestra de todo y con los planes de los ejemplos."""
    codigos = [f.codigo for f in paac.formatos_disponibles() if not formato_de(f.codigo).es_informe]
    hechas = []
    for codigo in codigos:
        suya = muestra(codigo)
        de_muestra = paac.reporte(
            suya.contenido, formato_de(codigo), corte=suya.corte, filas=suya.filas
        )
        hechas.append((f"{codigo}~muestra", de_muestra))
        for ruta in datos:
            plan = paac.leer_plan(ruta)
            hechas.append((f"{codigo}~{ruta.parent.name}-{ruta.stem}", paac.reporte(plan, codigo)))
    return hechas


def guardadas(datos: list[Path], tipo: str, carpeta: Path) -> list[Path]:
    """Los archivos que LibreOffice hace de ellas."""
    antes = carpeta / f"{tipo}-antes"
    antes.mkdir()
    for nombre, reporte in las_matrices(datos):
        try:
            (antes / f"{nombre}.{tipo}").write_bytes(reporte.emitir(tipo).contenido)
        except paac.ErrorPaac as error:
            print(f"{nombre}: {error}")
    return [
        guardado
        for numero, filtro in enumerate(FILTROS[tipo])
        for guardado in convertidos(
            sorted(antes.iterdir()), f"{tipo}:{filtro}", carpeta / f"{tipo}-{numero}"
        )
    ]


class Visto:
    """Lo que se ha visto de un elemento bajo otro."""

    def __init__(self) -> None:
        self.dice = self.varias = False
        self.atributos: dict[str, set[str]] = {}
        self.siempre: set[str] | None = None
        self.con: set[str] | None = None
        self.antes: set[tuple[str, str]] = set()

    def anotar(self, elemento: Any) -> None:
        """Uno más."""
        suyos = {nombre_de(clave): valor for clave, valor in elemento.attrib.items()}
        self.dice |= bool(elemento.text and elemento.text.strip())
        self.siempre = set(suyos) & (set(suyos) if self.siempre is None else self.siempre)
        for clave, valor in suyos.items():
            self.atributos.setdefault(clave, set()).add(valor)
        hijos = list(dict.fromkeys(nombre_de(hijo.tag) for hijo in elemento))
        self.con = set(hijos) & (set(hijos) if self.con is None else self.con)
        lugares = [[n for n, h in enumerate(elemento) if nombre_de(h.tag) == uno] for uno in hijos]
        self.antes |= {
            (a, b)
            for a, de_a in zip(hijos, lugares, strict=True)
            for b, de_b in zip(hijos, lugares, strict=True)
            if a != b and de_a[0] < de_b[-1]
        }

    def orden(self) -> list[str]:
        """Los hijos que van siempre en el mismo orden, en él."""
        revueltos = {uno for a, b in self.antes if (b, a) in self.antes for uno in (a, b)}
        pares = {par for par in self.antes if revueltos.isdisjoint(par)}
        quedan = sorted({uno for par in pares for uno in par})
        puestos: list[str] = []
        while quedan:
            libre = next(u for u in quedan if not any(b == u and a in quedan for a, b in pares))
            puestos.append(libre)
            quedan.remove(libre)
        return puestos

    def datos(self, tipo: str, elemento: str) -> dict[str, Any]:
        """Como se guarda."""
        return {
            "varias": self.varias,
            "dice": self.dice,
            "siempre": sorted(self.siempre or ()),
            "con": sorted(self.con or ()),
            "atributos": {
                clave: CUALQUIERA if se_compara(tipo, elemento, clave) else sorted(valores)
                for clave, valores in sorted(self.atributos.items())
            },
            "orden": self.orden(),
        }


def lista_de(archivos: list[Path], tipo: str) -> dict[str, Any]:
    """De cada clase de parte, cada elemento bajo cada otro."""
    partes: dict[str, dict[str, Visto] | None] = {}
    for archivo in archivos:
        with zipfile.ZipFile(io.BytesIO(archivo.read_bytes())) as abierto:
            for nombre in abierto.namelist():
                clase = clase_de_parte(nombre)
                if not nombre.endswith((".xml", ".rels")):
                    partes[clase] = None
                    continue
                suya = partes.setdefault(clase, {})
                for elemento in etree.fromstring(abierto.read(nombre)).iter():
                    padre = elemento.getparent()
                    bajo = "" if padre is None else nombre_de(padre.tag)
                    visto = suya.setdefault(f"{bajo}>{nombre_de(elemento.tag)}", Visto())
                    visto.anotar(elemento)
                    visto.varias |= any(
                        hermano.tag == elemento.tag for hermano in elemento.itersiblings()
                    )
    return {
        clase: suya
        and {
            cual: visto.datos(tipo, cual.partition(">")[2]) for cual, visto in sorted(suya.items())
        }
        for clase, suya in sorted(partes.items())
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    planes = [RAIZ / f"ejemplos/{uno}/plan.yaml" for uno in ("informe_trimestral", "ptep")]
    planes += map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as aparte:
        for tipo in FILTROS:
            archivos = guardadas(planes, tipo, Path(aparte))
            dicha = json.dumps(lista_de(archivos, tipo), ensure_ascii=False, indent=0)
            (DESTINO / f"{tipo}.json").write_text(f"{dicha}\n", "utf-8")
            print(f"{tipo}: {len(archivos)} matrices")
