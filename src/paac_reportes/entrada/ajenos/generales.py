"""Lo que es de todo el plan: la entidad, la vigencia y el corte."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from paac_reportes.entrada.ajenos.de_quien import corte_de, entidad_de, nit_de, vigencia_de
from paac_reportes.entrada.documentos.visto import DocumentoVisto
from paac_reportes.errores import Aviso, Falla


@attrs.define(eq=False)
class Generales:
    """La entidad, la vigencia y el corte: los que se piden o los que se ven."""

    entidad: dict[str, Any]
    vigencia: int | None
    corte: date | None
    fallas: list[Falla]

    @classmethod
    def de(
        cls,
        visto: DocumentoVisto,
        entidad: str | Mapping[str, Any] | None,
        vigencia: int | None,
        corte: date | None,
        avisos: list[Aviso],
    ) -> "Generales":
        """Los de un documento; lo que se supone queda en los avisos."""
        suya = {"nombre": entidad} if isinstance(entidad, str) else dict(entidad or {})
        fallas = []
        if not suya and (hallada := entidad_de(visto)):
            suya = {"nombre": hallada.valor}
            avisos.append(hallada.aviso("la entidad"))
            if nit := nit_de(visto):
                suya["nit"] = nit.valor
        if not suya:
            motivo = "el documento no dice de quién es; diga la entidad: entidad=… o --entidad"
            fallas.append(Falla("entidad", motivo))
        if vigencia is None and (vista := vigencia_de(visto)):
            vigencia = int(vista.valor)
            avisos.append(vista.aviso("la vigencia"))
        if corte is None and (dicho := corte_de(visto, vigencia)):
            corte = dicho[0]
            avisos.append(dicho[1].aviso("el corte"))
        return cls(suya, vigencia, corte, fallas)

    def datos(self) -> dict[str, Any]:
        """Como van en el plan."""
        vigencia = {} if self.vigencia is None else {"vigencia": self.vigencia}
        return {"entidad": self.entidad, **vigencia}
