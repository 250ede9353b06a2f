"""Los reportes de una lista de encargos, en dos procesos; otra vez, sólo lo que falta."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import paac_reportes as paac

EJEMPLOS = Path(__file__).parents[1]
SALIDA = Path(__file__).parents[2] / "salida" / "lote"
CORTE = date(2023, 9, 30)


def encargos() -> list[paac.modelo.Encargo]:
    """Uno por formato, y uno que no se puede hacer: los demás salen."""
    plan = EJEMPLOS / "informe_trimestral" / "plan.yaml"
    de_cada = [
        paac.modelo.Encargo(plan, formato, corte=CORTE, tipos=("docx", "xlsx"), clave=formato)
        for formato in ("MCCO.101.18.F.20", "paac-seguimiento", "no-existe")
    ]
    ptep = EJEMPLOS / "ptep" / "plan.yaml"
    publico = paac.modelo.Encargo(
        ptep, "ptep-seguimiento", tipos=("html",), clave="ptep-publico",
        opciones={"publico": True},
    )  # fmt: skip
    return [*de_cada, publico]


if __name__ == "__main__":  # cada proceso importa este archivo
    with ProcessPoolExecutor(2) as procesos:
        for hecho in paac.en_lote(encargos(), SALIDA, ejecutor=procesos):
            print(f"{hecho.clave}: {hecho.falla or ', '.join(hecho.archivos)}")
    print(f"Todo está en {SALIDA}, con el acta de cada uno.")
