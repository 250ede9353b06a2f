"""El mapa de riesgos de un municipio, sus dos seguimientos y lo que pasó entre ellos."""

from importlib.util import find_spec
from pathlib import Path

import paac_reportes as paac

(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
TIPOS = ["docx", "xlsx", *(["pdf"] if find_spec("typst") else [])]


def escribir(nombre: str, reporte: paac.Reporte) -> None:
    """Un reporte en cada tipo, y un renglón con lo que quedó."""
    reporte.guardar(*(SALIDA / f"{nombre}.{tipo}" for tipo in TIPOS))
    print(f"  {nombre + '.{' + ','.join(TIPOS) + '}':<44} {reporte.formato.nombre}")


mapa = paac.leer(Path(__file__).with_name("mapa.yaml"), como="mapa").sin_dudas()
print(mapa)
paac.reporte(mapa, "mapa-v5").guardar(SALIDA / "riesgos-mapa.xlsx")  # en Word y en PDF no se lee
for corte in mapa.cortes():
    print(f"Al {corte:%d/%m/%Y}:")
    escribir(f"riesgos-{corte}", paac.reporte(mapa, "seguimiento-mapa", corte=corte))
    escribir(f"riesgos-informe-{corte}", paac.reporte(mapa, "informe-seguimiento", corte=corte))
    for frase in paac.analizar(mapa, corte=corte).frases():
        print(f"    {frase}")

antes, ahora = (paac.analizar(mapa, corte=corte) for corte in mapa.cortes())
print("De un corte al otro:")
for riesgo in antes.materializados.si:
    sigue = riesgo.nombre in {uno.nombre for uno in ahora.materializados.si}
    print(f"    {riesgo.nombre} ocurrió en el primero{' y en el segundo' if sigue else ''}")
aplicados = (len(antes.aplicados.si), len(ahora.aplicados.si))
print(f"    controles que se aplican, de {ahora.aplicados.total}: {aplicados[0]} y {aplicados[1]}")

por_revisar = [f"{aviso}\n" for aviso in paac.revisar(mapa).avisos]
(SALIDA / "riesgos-por-revisar.txt").write_text("".join(por_revisar), "utf-8")
print(f"Lo que conviene revisar: {len(por_revisar)} avisos, en riesgos-por-revisar.txt")
