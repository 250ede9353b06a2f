"""Cuánto hay en un plan."""

from paac_reportes.modelo.plan import Plan


def contar(plan: Plan) -> dict[tuple[str, str], int]:
    """Cuántos hay de cada cosa; cada una con su nombre en singular y en plural."""
    componentes = [componente for _, componente in plan.tablas()]
    subcomponentes = [s for componente in componentes for s in componente.subcomponentes]
    return {
        ("dependencia", "dependencias"): len(plan.dependencias),
        ("componente", "componentes"): len(componentes),
        ("actividad", "actividades"): sum(len(s.actividades) for s in subcomponentes),
        ("trámite", "trámites"): sum(len(c.tramites) for c in componentes),
        ("intercambio", "intercambios"): sum(len(c.intercambios) for c in componentes),
        ("corte", "cortes"): len(plan.cortes()),
    }
