"""Un programa que usa la biblioteca, con todos sus tipos dichos: pasa mypy --strict y pyright.

    python ejemplos/cliente_tipado/cliente.py ejemplos/informe_trimestral/plan.yaml salida

Atiende pedidos como lo haría un servidor: lee un plan, dice sus cifras, arma una matriz propia,
escribe el reporte y, de lo que no se puede, responde con el código y el estado HTTP de la falla.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import paac_reportes as paac

FORMATO: Final = "MCCO.101.18.F.20"


@dataclass(frozen=True)
class Pedido:
    """Lo que alguien pide por la red."""

    formato: str
    tipo: str
    corte: date | None = None


@dataclass(frozen=True)
class Respuesta:
    """Lo que se le devuelve."""

    estado: int
    tipo_mime: str
    contenido: bytes
    nombre: str | None = None


def atender(plan: paac.Plan, pedido: Pedido) -> Respuesta:
    """El reporte, o las fallas con su código; nunca una excepción de la biblioteca."""
    tipo = pedido.tipo
    if not paac.anfitrion.es_tipo(tipo):
        return Respuesta(406, "text/plain", f"no se escribe en {tipo}".encode())
    try:
        formato = paac.leer_formato(pedido.formato)
        emision = paac.reporte(plan, formato, corte=pedido.corte).emitir(tipo)
    except paac.ErrorPaac as error:
        renglones = [f"{falla.codigo}\t{falla}" for falla in error.fallas]
        return Respuesta(error.http, "text/plain", "\n".join(renglones).encode())
    for aviso in graves(emision.avisos):
        print(f"  revise: {aviso.codigo}: {aviso}")
    return Respuesta(200, emision.tipo_mime, emision.contenido, emision.nombre)


def graves(avisos: tuple[paac.Aviso, ...]) -> Iterator[paac.Aviso]:
    """Los que no son sólo de lo que un formato deja sin mostrar."""
    corrientes = {"datos_no_mostrados", "entidad_no_mostrada", "texto_no_mostrado"}
    return (aviso for aviso in avisos if aviso.codigo not in corrientes)


def cifras(analisis: paac.tipos.Analisis) -> Iterator[str]:
    """Un renglón por componente: su avance, con cuántas filas se sacó, y lo que se debe."""
    for suyas in analisis.componentes:
        base = f"{len(suyas.con_avance)} de {len(suyas.aplican)}"
        yield f"{suyas.nombre}: {promedio(suyas)} (con {base}); {vencidas(suyas)}"


def promedio(suyas: paac.tipos.Cifras) -> str:
    """El avance de unas cifras; lo que se desconoce no es cero."""
    valor: Decimal | None = suyas.avance
    return "avance desconocido" if valor is None else f"{valor:.1f} %"


def vencidas(suyas: paac.tipos.Cifras) -> str:
    """Cuántas debían estar terminadas y cuántas lo están."""
    debido: paac.tipos.Cumplimiento = suyas.cumplimiento
    return f"{debido.terminadas} de {debido.debian} terminadas de las que debían estarlo"


def sin_reportar(suyas: paac.tipos.Cifras) -> list[str]:
    """Las filas que no escribieron nada en el corte, con su responsable."""
    filas: tuple[paac.tipos.FilaAnalizada, ...] = suyas.en_blanco
    return [f"{fila.ruta} ({fila.fila.responsable or 'sin responsable'})" for fila in filas]


def matriz_de(plan: paac.Plan) -> tuple[paac.Formato, list[dict[str, object]]]:
    """Una matriz propia: por oficina, cuántas filas tiene y cuántas reportó."""
    analisis = paac.analizar(plan)
    filas: list[dict[str, object]] = [
        {"oficina": suyas.nombre, "filas": len(suyas.filas), "reportadas": len(suyas.reportadas)}
        for suyas in analisis.dependencias
    ]
    formato = paac.formato_de_columnas(
        "Reporte por oficina",
        {"oficina": "Oficina", "filas": "Filas", "reportadas": "Reportadas"},
        codigo="por-oficina",
        pagina={"papel": "carta", "orientacion": "horizontal"},
    )
    return formato, filas


def contratacion_de(
    contratos: list[dict[str, object]], pagos: list[dict[str, object]]
) -> paac.Reporte:
    """Dos tablas propias en un reporte, cada una con sus columnas y su total."""
    formato = paac.formato_de_columnas(
        "Contratación",
        {
            "contratos": {
                "columnas": [
                    {"dato": "numero", "rotulo": "Contrato"},
                    {"dato": "valor", "rotulo": "Valor", "total": "suma"},
                ],
                "total": "Total",
            },
            "pagos": {"columnas": {"contrato": "Contrato", "pagado": "Pagado"}},
        },
    )
    dadas = {"contratos": contratos, "pagos": pagos}
    return paac.reporte(paac.Entidad(nombre="Municipio"), formato, filas=dadas)


def plan_de_una_consulta(filas: list[dict[str, str]]) -> paac.Plan:
    """Un plan hecho en el programa, con lo que daría una base de datos."""
    plan = paac.desde_filas(
        filas,
        entidad=paac.Entidad(nombre="Alcaldía de Ejemplo", orden="territorial"),
        vigencia=2026,
        columnas={"componente.nombre": "componente", "actividad.descripcion": "actividad"},
        firmas=[paac.modelo.Firma(rol="Elaboró", nombre="Control Interno")],
    ).contenido
    seguimiento = paac.modelo.Seguimiento(corte=date(2026, 4, 30), avance=50, estado="en_proceso")
    extra = paac.modelo.Actividad(
        codigo="9.9", fecha_programada=date(2026, 6, 30), seguimientos=[seguimiento]
    )
    otro = paac.modelo.Componente(
        nombre="Iniciativas", subcomponentes=[paac.modelo.Subcomponente(actividades=[extra])]
    )
    return paac.Plan(
        entidad=plan.entidad, vigencia=plan.vigencia, componentes=[*plan.componentes, otro]
    )


def en_varios(
    plan: paac.Plan, formatos: list[paac.tipos.CodigoDeFormato], carpeta: Path
) -> dict[str, paac.Falla]:
    """El plan en cada formato, en una carpeta; de los que no se pueden, por qué."""
    encargos = [
        paac.modelo.Encargo(plan, codigo, tipos=["docx"], clave=codigo) for codigo in formatos
    ]
    fallas: dict[str, paac.Falla] = {}
    for hecho in paac.en_lote(encargos, carpeta):
        if hecho.falla is not None:
            fallas[hecho.clave] = hecho.falla
    return fallas


def catalogo() -> dict[str, str]:
    """Lo que se puede pedir, por su código."""
    fichas: paac.tipos.Catalogo = paac.formatos_disponibles()
    return {ficha.codigo: ficha.nombre for ficha in fichas}


def main(ruta: str, carpeta: str) -> int:
    """Todo el recorrido con un plan; da el código con que el programa termina."""
    lectura: paac.Lectura[paac.Plan] = paac.leer(ruta)
    plan = lectura.contenido
    analisis = paac.analizar(plan)
    print(f"{plan.entidad.nombre}: {len(catalogo())} formatos, versión {paac.__version__}")
    print("\n".join(f"  {renglon}" for renglon in cifras(analisis)))
    print("  sin reportar:", *sin_reportar(analisis.todo)[:3], "…", sep="\n    ")

    destino = Path(carpeta)
    destino.mkdir(parents=True, exist_ok=True)
    for pedido in (Pedido(FORMATO, "docx"), Pedido("no-existe", "docx"), Pedido(FORMATO, "odt")):
        respuesta = atender(plan, pedido)
        print(f"  {pedido.formato} en {pedido.tipo}: {respuesta.estado}")
        if respuesta.nombre is not None:
            (destino / respuesta.nombre).write_bytes(respuesta.contenido)

    formato, filas = matriz_de(plan)
    paac.reporte(plan.entidad, formato, filas=filas).guardar(destino / "por-oficina.xlsx")
    un_contrato: list[dict[str, object]] = [{"numero": "CT-001", "valor": 1_500_000}]
    un_pago: list[dict[str, object]] = [{"contrato": "CT-001", "pagado": 500_000}]
    contratacion_de(un_contrato, un_pago).guardar(destino / "contratacion.xlsx")
    with TemporaryDirectory() as aparte:
        fallas = en_varios(plan, [FORMATO, "mapa-v5"], Path(aparte))
    print("  en lote:", *(f"{clave}, {falla.codigo}" for clave, falla in fallas.items()))

    hecho = plan_de_una_consulta([{"componente": "Transparencia", "actividad": "Publicar"}])
    paac.guardar_datos(hecho, destino / "hecho.json")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
