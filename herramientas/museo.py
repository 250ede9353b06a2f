"""Escribe el museo: lo que hoy sale de aquí, que toda versión posterior lee, reúne y verifica.

    PYTHONPATH=tests python herramientas/museo.py [CARPETA]

Deja en ``tests/museo/VERSIÓN`` unos datos y lo que de ellos se escribe: cada formato en Word, en
Excel y, unos, en los demás tipos; los libros del plan y del mapa, los de captura como los devuelven
las oficinas, la reunión, los paquetes y las actas. En ``museo.json`` va lo que de cada archivo se
lee y lo que dice quien lo verifica; en ``mostrado``, un plan con de todo en cada formato, y lo que
cada archivo muestra de él. Una versión publicada no se escribe otra vez: sus archivos son los que
la gente tiene. Los gráficos van como tablas, que es lo que sale donde no está matplotlib: así no
pesan, ni dependen de cómo dibuja.
"""

import json
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import openpyxl
from ayudas.de_todo import de_todo
from ayudas.formatos import lleva_la_matriz
from ayudas.huellas import de_texto
from ayudas.mostrados import lo_mostrado

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.documento import Medio

RAIZ = Path(__file__).parents[1]
EJEMPLOS = RAIZ / "ejemplos"
MEDIOS: dict[str, Medio] = {"docx": "documento", "xlsx": "libro"}
LOS_DEMAS = ("html", "pdf", "tablas.csv")
DE_LOS_DATOS = ("csv", "zip", "json", "parquet")
"""Los que son iguales en todos los formatos de lo mismo: bastan una vez."""
EN_TODO = {"MCCO.101.18.F.20", "informe-seguimiento", "ptep-plan", "mapa-v5", "seguimiento-mapa"}
"""Los formatos que van también en los demás tipos."""
DE_VUELTA = (".docx", ".xlsx", ".json", ".yaml")
OFICINAS, FILAS, PROCESOS = 2, 2, 10

Contenido = paac.Plan | paac.MapaDeRiesgos


# ------------------------------------------------------------------ los datos
def los_datos() -> dict[str, Contenido]:
    """Un PAAC de dos oficinas, un PTEP, un mapa corto, uno de cuarenta riesgos y un plan con él."""
    entero = paac.leer_plan(EJEMPLOS / "informe_trimestral/plan.yaml")
    oficinas = map(con_pocas_filas, entero.dependencias[:OFICINAS])
    plan = attrs.evolve(entero, dependencias=tuple(oficinas), recomendaciones=())
    mapa = paac.leer_mapa(EJEMPLOS / "mapa_de_riesgos/mapa.yaml")
    return {
        "paac": plan,
        "ptep": paac.leer_plan(EJEMPLOS / "ptep/plan.yaml"),
        "mapa": mapa,
        "mapa-de-40": mapa_largo(mapa),
        "con-mapa": attrs.evolve(plan, mapa_de_riesgos=mapa),
    }


def con_pocas_filas(oficina: paac.Dependencia) -> paac.Dependencia:
    """La misma, con dos filas de cada lista: un museo no pesa."""
    componentes = tuple(
        attrs.evolve(
            componente,
            subcomponentes=tuple(
                attrs.evolve(suyo, actividades=suyo.actividades[:FILAS])
                for suyo in componente.subcomponentes[:FILAS]
            ),
            tramites=componente.tramites[:FILAS],
            intercambios=componente.intercambios[:FILAS],
        )
        for componente in oficina.componentes
    )
    return attrs.evolve(oficina, componentes=componentes)


def mapa_largo(mapa: paac.MapaDeRiesgos) -> paac.MapaDeRiesgos:
    """El mismo, con cada proceso repetido hasta llegar a cuarenta riesgos, cada uno el suyo."""
    riesgos = [riesgo for proceso in mapa.procesos for riesgo in proceso.riesgos]
    procesos = tuple(
        attrs.evolve(
            mapa.procesos[numero % len(mapa.procesos)],
            nombre=f"Proceso {numero + 1} de {PROCESOS}",
            codigo=f"P{numero + 1:02}",
            riesgos=tuple(
                attrs.evolve(
                    riesgo,
                    referencia=f"R{numero * len(riesgos) + cual + 1}",
                    descripcion=f"{riesgo.descripcion} (proceso {numero + 1})",
                )
                for cual, riesgo in enumerate(riesgos)
            ),
        )
        for numero in range(PROCESOS)
    )
    return attrs.evolve(mapa, procesos=procesos)


def guardar_datos(datos: dict[str, Contenido], carpeta: Path) -> None:
    """Cada uno en su JSON; los que se llenan, también en su libro."""
    carpeta.mkdir()
    for nombre, contenido in datos.items():
        for tipo in ("json", "yaml", "xlsx"):
            paac.guardar(contenido, carpeta / f"{nombre}.{tipo}")


# ------------------------------------------------------------------ los documentos
def reportes(datos: dict[str, Contenido]) -> Iterator[tuple[str, str, str, paac.Reporte]]:
    """De qué datos, en qué formato, cómo se llama el archivo y el reporte."""
    for ficha in paac.formatos_disponibles():
        formato, _ = hallar_formato(ficha.codigo)
        if formato.de == "entidades":
            continue
        de_un_plan = "ptep" if ficha.codigo.startswith("ptep") else "paac"
        de_cada = {"mapa": ["mapa", "mapa-de-40"], "plan": [de_un_plan]}[formato.de]
        if ficha.codigo == "informe-seguimiento":
            de_cada += ["mapa", "con-mapa"]
        for origen in de_cada:
            reporte = paac.reporte(datos[origen], ficha.codigo)
            yield origen, ficha.codigo, f"{ficha.codigo}.{origen}", reporte


_LARGOS = ("mapa-de-40", "con-mapa")


def escribir_documentos(datos: dict[str, Contenido], carpeta: Path) -> dict[str, Any]:
    """Cada formato en cada tipo, y su acta; lo que de cada archivo hay que saber."""
    carpeta.mkdir()
    (carpeta / "actas").mkdir()
    fichas: dict[str, Any] = {}
    con_datos = {*_LARGOS}
    for origen, codigo, nombre, reporte in reportes(datos):
        tipos = (*MEDIOS, *(LOS_DEMAS if origen not in _LARGOS and codigo in EN_TODO else ()))
        for tipo in tipos if origen in con_datos else (*tipos, *DE_LOS_DATOS):
            destino = carpeta / f"{nombre}.{tipo}"
            try:
                reporte.guardar(destino)
            except paac.ErrorPaac:  # hay tipos que un formato no da
                continue
            fichas[destino.name] = {"de": origen, "formato": codigo}
        con_datos.add(origen)
        acta = carpeta / "actas" / f"{nombre}.json"
        paac.generar(datos[origen], codigo, carpeta / f"{nombre}.docx", acta=acta)
    planes = [plan for plan in datos.values() if isinstance(plan, paac.Plan)][:2]
    consolidado = paac.consolidar(planes)
    for tipo in ("docx", "xlsx", "html", "csv", "json"):
        consolidado.guardar(carpeta / f"consolidado-entidades.{tipo}")
    return fichas


# ------------------------------------------------------------------ las oficinas
def llenar(libro: Path, hoja: str, valores: dict[str, list[Any]]) -> None:
    """Lo que haría una oficina: abrirlo, escribir en las columnas abiertas y guardarlo."""
    abierto = openpyxl.load_workbook(libro)
    suya = abierto[hoja]
    primero = next(iter(valores))
    rotulos = next(fila for fila in suya.iter_rows() if primero in {c.value for c in fila})
    columnas = {celda.value: celda.column for celda in rotulos}
    for rotulo, escritos in valores.items():
        for numero, valor in enumerate(escritos, rotulos[0].row + 1):
            if valor is not None:
                suya.cell(numero, columnas[rotulo]).value = valor
    abierto.save(libro)


DE_UNA_OFICINA = {
    "Seguimiento": ["Se cumplió lo previsto.", "Sigue en curso, al\n50 %.", None, "-"],
    "Avance (%)": [100, 50, None, 0],
    "Estado": ["Cumplida", "En proceso", None, "Sin avance"],
    "Evidencias": ["Acta 012\nhttps://www.entidad.gov.co/actas/012", None, None, None],
}
DE_UN_LIDER = {
    "Acciones adelantadas": ["Se revisó la lista de proveedores.", None],
    "Avance": [60, None],
    "¿Se materializó?": ["No", "Sí"],
    "Qué ocurrió": [None, "Se pagó dos veces una cuenta."],
}
DE_SUS_CONTROLES = {
    "¿Se aplica?": ["Sí", "Parcial", "No"],
    "Nota": [None, "Sólo desde abril.", None],
}


def capturar(datos: dict[str, Contenido], carpeta: Path) -> dict[str, Any]:
    """Los libros de cada quien, a medio llenar, y la reunión de los que volvieron."""
    carpeta.mkdir()
    reuniones: dict[str, Any] = {}
    for origen, corte in (("paac", date(2023, 12, 31)), ("mapa", date(2026, 12, 31))):
        suya = carpeta / origen
        libros = list(paac.capturar(datos[origen], corte, suya))
        devueltos = libros[:-1]
        for libro in devueltos:
            if origen == "paac":
                llenar(libro, "Actividades", DE_UNA_OFICINA)
            else:
                llenar(libro, "Riesgos", DE_UN_LIDER)
                llenar(libro, "Controles", DE_SUS_CONTROLES)
        otra_vez = suya / f"{devueltos[0].stem}-corregido.xlsx"
        otra_vez.write_bytes(devueltos[0].read_bytes())
        hoja, rotulo = (
            ("Actividades", "Seguimiento")
            if origen == "paac"
            else ("Riesgos", "Acciones adelantadas")
        )
        llenar(otra_vez, hoja, {rotulo: ["Se cumplió, y se publicó el acta."]})
        reunion = paac.reunir([*devueltos, otra_vez], base=datos[origen])
        informes = [suya / f"consolidacion.{tipo}" for tipo in ("docx", "xlsx", "json", "html")]
        paac.oficinas.guardar_reunion(reunion, informes, datos=suya / "reunido.json")
        reuniones[origen] = {
            "libros": [libro.name for libro in (*devueltos, otra_vez)],
            **de_la_reunion(reunion),
        }
    return reuniones


def de_la_reunion(reunion: paac.Reunion) -> dict[str, Any]:
    """Lo que una reunión deja, y de qué avisa."""
    reunido = reunion.contenido or reunion.contenido
    return {
        "corte": str(reunion.corte),
        "reunido": de_texto(paac.datos_de(reunido)),
        "nuevas": len(reunion.nuevas),
        "faltan": [falta.dependencia for falta in reunion.faltan],
        "conflictos": [conflicto.id for conflicto in reunion.conflictos],
        "avisos": Counter(aviso.codigo for aviso in reunion.avisos),
    }


# ------------------------------------------------------------------ lo que se dice de cada archivo
def de_lo_leido(archivo: Path) -> dict[str, Any]:
    """Lo que de un archivo se lee; de lo que no se lee, la razón."""
    try:
        lectura = paac.leer(archivo)
    except paac.ErrorDeEntrada as error:
        return {"no_se_lee": sorted({falla.codigo for falla in error.fallas})}
    leido = lectura.contenido
    return {
        "formato_leido": lectura.formato,
        "corte": lectura.corte and str(lectura.corte),
        "leido": de_texto(paac.datos_de(leido)),
        "avisos": Counter(aviso.codigo for aviso in lectura.avisos),
    }


def del_museo(carpeta: Path, datos: dict[str, Contenido], fichas: dict[str, Any]) -> dict[str, Any]:
    """Lo que de cada archivo se lee y lo que dice quien lo verifica contra sus datos."""
    documentos = {}
    for nombre, ficha in sorted(fichas.items()):
        archivo = carpeta / "documentos" / nombre
        leido = de_lo_leido(archivo) if archivo.suffix in {".docx", ".xlsx"} else {}
        veredicto = paac.verificar(archivo, datos[ficha["de"]], ficha["formato"]).veredicto
        documentos[nombre] = {**ficha, **leido, "veredicto": veredicto}
    libros = {
        archivo.name: de_lo_leido(archivo)
        for archivo in sorted((carpeta / "datos").iterdir())
        if archivo.suffix in DE_VUELTA
    }
    return {"documentos": documentos, "libros": libros}


def escribir_lo_mostrado(carpeta: Path) -> None:
    """Un plan con de todo en cada formato suyo, y lo que cada archivo muestra de él."""
    carpeta.mkdir()
    for ficha in paac.formatos_disponibles():
        formato, _ = hallar_formato(ficha.codigo)
        if not lleva_la_matriz(formato):
            continue
        muestra = de_todo(formato)
        rutas = [carpeta / f"{ficha.codigo}.{tipo}" for tipo in MEDIOS]
        paac.reporte(muestra.contenido, formato, corte=muestra.corte).guardar(*rutas)
        dicho: dict[str, Any] = {"corte": muestra.corte}
        for tipo, medio in MEDIOS.items():
            dicho[tipo] = lo_mostrado(muestra.contenido, formato, muestra.corte, medio)
        escrito = json.dumps(dicho, ensure_ascii=False, indent=1, default=str)
        (carpeta / f"{ficha.codigo}.json").write_text(f"{escrito}\n", "utf-8")


def escribir_museo(carpeta: Path) -> None:
    """Todo, y al final su ficha."""
    carpeta.mkdir(parents=True)
    datos = los_datos()
    guardar_datos(datos, carpeta / "datos")
    fichas = escribir_documentos(datos, carpeta / "documentos")
    reuniones = capturar(datos, carpeta / "captura")
    escribir_lo_mostrado(carpeta / "mostrado")
    museo = {**del_museo(carpeta, datos, fichas), "reuniones": reuniones}
    escrito = json.dumps(museo, ensure_ascii=False, indent=1, sort_keys=True)
    (carpeta / "museo.json").write_text(f"{escrito}\n", "utf-8")


if __name__ == "__main__":
    sys.modules["matplotlib"] = None  # type: ignore[assignment]
    warnings.simplefilter("ignore")
    destino = sys.argv[1] if len(sys.argv) > 1 else RAIZ / "tests/museo"
    escribir_museo(Path(destino) / paac.__version__)
