"""La segunda cuenta de un mapa de riesgos: escrita desde la especificación, sobre los datos crudos.

Sólo usa los diccionarios: ni el modelo, ni el lector de zonas, ni las cifras. Por eso los mapas que
cuenta escriben sus zonas y sus niveles con su nombre, sus fechas como dd/mm/aaaa y los controles
por su lugar. La matriz es la de la segunda valoración.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ayudas.segunda_de_riesgos import METODOLOGIAS, zona

CORTES = ("2026-04-30", "2026-08-31", "2026-12-31")
ZONAS = ("Bajo", "Moderado", "Alto", "Extremo")
_ZONAS = st.sampled_from((*ZONAS, None))
_SI_NO = st.sampled_from(("si", "no", None))
_GUIA = "guia-v4"
_PROBABILIDADES, _IMPACTOS, _ = METODOLOGIAS[_GUIA]
_VALORACIONES = st.fixed_dictionaries(
    {
        "zona": _ZONAS,
        "probabilidad": st.sampled_from((*_PROBABILIDADES, None)),
        "impacto": st.sampled_from((*_IMPACTOS, None)),
    }
)
_VARIAS = {"inherente": "inherentes", "residual": "residuales"}
_VALEN = ("oci", "planeacion", "lider")
"""De dos que valoran un riesgo en un mismo corte, vale lo del primero."""


def _sin_nulos(datos: dict[str, Any]) -> dict[str, Any]:
    return {clave: valor for clave, valor in datos.items() if valor is not None}


@st.composite
def _riesgos(draw: Any, numero: int) -> dict[str, Any]:
    controles = draw(st.integers(0, 3))
    acciones = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "estado": st.sampled_from(("en_curso", "finalizado", None)),
                    "fecha_fin": st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(
                        lambda dia: f"{dia:%d/%m/%Y}"
                    )
                    | st.none(),
                    "responsable": st.sampled_from(("Hacienda", "Sistemas", None)),
                }
            ),
            max_size=3,
        )
    )
    seguimientos = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "corte": st.sampled_from(CORTES),
                    "quien": st.sampled_from(("oci", "lider", "planeacion")),
                    "aplicados": st.lists(
                        st.sampled_from(("si", "no", "parcial", None)),
                        min_size=controles,
                        max_size=controles,
                    ),
                    "ocurrio": _SI_NO,
                    "accion": st.sampled_from(("Se denunció", None)),
                    "valoracion": _VALORACIONES | st.none(),
                }
            ),
            max_size=4,
            unique_by=lambda uno: (uno["corte"], uno["quien"]),
        )
    )
    return _sin_nulos(
        {
            "referencia": f"R{numero}",
            "descripcion": f"Que se pierda lo {numero}",
            "estado": draw(st.sampled_from((None, "vigente", "retirado"))),
            "tipo": draw(st.sampled_from(("corrupcion", "gestion", None))),
            "inherente": draw(_VALORACIONES),
            "residual": draw(_VALORACIONES),
            "controles": [{"tipo": "preventivo"}] * controles,
            "acciones": [_sin_nulos({"descripcion": "Hacer", **una}) for una in acciones],
            "seguimientos": [_seguimiento(uno) for uno in seguimientos],
        }
    )


def _seguimiento(uno: dict[str, Any]) -> dict[str, Any]:
    return {
        "corte": uno["corte"],
        "quien": uno["quien"],
        "controles": [
            {"control": str(lugar), "aplicado": dicho}
            for lugar, dicho in enumerate(uno["aplicados"], 1)
            if dicho
        ],
        "materializacion": _sin_nulos({"ocurrio": uno["ocurrio"], "accion": uno["accion"]}),
        "valoracion": uno["valoracion"],
    }


@st.composite
def mapas(draw: Any) -> dict[str, Any]:
    """Los datos de un mapa de dos procesos, de los que la segunda cuenta sabe contar."""
    cuantos = draw(st.integers(0, 5))
    riesgos = [draw(_riesgos(numero)) for numero in range(1, cuantos + 1)]
    en_el_primero = draw(st.integers(0, cuantos))
    return {
        "entidad": {"nombre": "Municipio"},
        "vigencia": 2026,
        "metodologia": draw(st.sampled_from((_GUIA, None))),
        "procesos": [
            {"nombre": "Contratación", "riesgos": riesgos[:en_el_primero]},
            {"nombre": "Bienes", "riesgos": riesgos[en_el_primero:]},
        ],
    }


class Cuenta:
    """Lo que la especificación dice de un mapa en un corte."""

    def __init__(self, datos: dict[str, Any], corte: str) -> None:
        self.datos, self.corte = datos, corte
        self.metodologia: str | None = datos["metodologia"]
        self.riesgos = [
            (proceso["nombre"], riesgo)
            for proceso in datos["procesos"]
            for riesgo in proceso["riesgos"]
            if riesgo.get("estado") != "retirado"
        ]

    def _del_corte(self, riesgo: dict[str, Any], quien: str) -> dict[str, Any]:
        suyos = (
            s for s in riesgo["seguimientos"] if (s["corte"], s["quien"]) == (self.corte, quien)
        )
        return next(suyos, {})

    def _valoracion(self, riesgo: dict[str, Any], cual: str) -> dict[str, str | None]:
        """La inherente, o la del corte: la última que se hizo hasta él, de quien prevalece."""
        hechas = [
            (s["corte"], -_VALEN.index(s["quien"]), s["valoracion"])
            for s in riesgo["seguimientos"]
            if cual == "residual"
            and s["corte"] <= self.corte
            and any((s["valoracion"] or {}).values())
        ]
        escrita: dict[str, str | None] = riesgo[cual]
        return max(hechas, key=lambda una: una[:2])[2] if hechas else escrita

    def _posibles(self, valoracion: dict[str, str | None]) -> set[str] | None:
        """Las zonas que la matriz da con los niveles que se conocen; sin ninguno, nada."""
        p, i = valoracion["probabilidad"], valoracion["impacto"]
        if self.metodologia is None or not (p or i):
            return None
        return {
            zona(self.metodologia, fila, columna)
            for fila in ([_PROBABILIDADES.index(p)] if p else range(5))
            for columna in ([_IMPACTOS.index(i)] if i else range(5))
        }

    def zona(self, riesgo: dict[str, Any], cual: str) -> str | None:
        """La de sus dos niveles; si falta alguno, la escrita."""
        valoracion = self._valoracion(riesgo, cual)
        con_los_dos = valoracion["probabilidad"] and valoracion["impacto"]
        posibles = self._posibles(valoracion)
        return posibles.pop() if posibles and con_los_dos else valoracion["zona"]

    def _escrita_que_no_cabe(self, riesgo: dict[str, Any], cual: str) -> bool:
        valoracion = self._valoracion(riesgo, cual)
        posibles = self._posibles(valoracion)
        return posibles is not None and valoracion["zona"] not in {None, *posibles}

    def por_zona(self, cual: str) -> str:
        """``Bajo 0, Moderado 1…``, y al lado las zonas escritas que dicen otra cosa."""
        veces = Counter(self.zona(riesgo, cual) for _, riesgo in self.riesgos)
        partes = [f"{zona} {veces[zona]}" for zona in ZONAS]
        frase = f"{', '.join(partes)}, sin zona {veces[None]}; suman {len(self.riesgos)}"
        ajenas = [r for _, r in self.riesgos if self._escrita_que_no_cabe(r, cual)]
        for niveles, una, varias in (
            (2, "no es la de sus niveles", "no son las de sus niveles"),
            (1, "no cabe con su nivel", "no caben con su nivel"),
        ):
            suyas = [(r["referencia"], self._valoracion(r, cual)) for r in ajenas]
            suyas = [
                (r, v) for r, v in suyas if bool(v["probabilidad"]) + bool(v["impacto"]) == niveles
            ]
            *antes, ultima = [f"{r} («{v['zona']}»)" for r, v in suyas] or [""]
            nombres = f"{', '.join(antes)} y {ultima}" if antes else ultima
            if len(suyas) == 1:
                frase += f". La zona {cual} escrita de {nombres} {una}"
            elif suyas:
                frase += f". Las zonas {_VARIAS[cual]} escritas de {nombres} {varias}"
        return frase

    def movimiento(self) -> tuple[int, int, int, int]:
        """Los que bajan, quedan igual, suben y no se comparan."""

        def comparable(riesgo: dict[str, Any], cual: str) -> str | None:
            valoracion = self._valoracion(riesgo, cual)
            con_los_dos = valoracion["probabilidad"] and valoracion["impacto"]
            no_cabe = self._escrita_que_no_cabe(riesgo, cual)
            return None if no_cabe and not con_los_dos else self.zona(riesgo, cual)

        pares = [(comparable(r, "inherente"), comparable(r, "residual")) for _, r in self.riesgos]
        con_las_dos = [(ZONAS.index(a), ZONAS.index(b)) for a, b in pares if a and b]
        return (
            sum(b < a for a, b in con_las_dos),
            sum(a == b for a, b in con_las_dos),
            sum(b > a for a, b in con_las_dos),
            len(pares) - len(con_las_dos),
        )

    def aplicados(self) -> Counter[str | None]:
        """De cada control del mapa, lo que control interno respondió en el corte."""
        return Counter(
            {
                c["control"]: c["aplicado"] for c in self._del_corte(r, "oci").get("controles", ())
            }.get(str(lugar))
            for _, r in self.riesgos
            for lugar in range(1, len(r["controles"]) + 1)
        )

    def ocurrieron(self) -> dict[str | None, list[str]]:
        """Las referencias, por lo que dijo control interno o, si calla, el líder."""
        dicho: dict[str | None, list[str]] = {"si": [], "no": [], None: []}
        for _, riesgo in self.riesgos:
            voces = (self._del_corte(riesgo, quien) for quien in ("oci", "lider"))
            como = [s["materializacion"].get("ocurrio") for s in voces if s]
            dicho[next(filter(None, como), None)].append(riesgo["referencia"])
        return dicho

    def no_dicen_lo_mismo(self) -> list[str]:
        """Aquellos de los que en el corte uno dice que ocurrieron y otro, que no."""
        return [r["referencia"] for _, r in self.riesgos if {"si", "no"} <= self._voces(r)]

    def solo_lo_dice_planeacion(self) -> list[str]:
        """De los que no se sabe, aquellos de los que Planeación dice que ocurrieron."""
        callados = self.ocurrieron()[None]
        return [
            r["referencia"]
            for _, r in self.riesgos
            if r["referencia"] in callados and "si" in self._voces(r)
        ]

    def ocurrieron_antes(self) -> list[str]:
        """Los que alguien dijo, en un corte anterior de la vigencia, y en éste no ocurrieron."""
        return [
            r["referencia"]
            for _, r in self.riesgos
            if r["referencia"] not in self.ocurrieron()["si"]
            and any(
                s["materializacion"].get("ocurrio") == "si" and "2026" <= s["corte"] < self.corte
                for s in r["seguimientos"]
                if s["corte"][:4] == "2026"
            )
        ]

    def quienes(self) -> set[str]:
        """Los que siguieron algún riesgo en el corte."""
        return {
            s["quien"]
            for _, r in self.riesgos
            for s in r["seguimientos"]
            if s["corte"] == self.corte
        }

    def _voces(self, riesgo: dict[str, Any]) -> set[str | None]:
        return {
            self._del_corte(riesgo, quien).get("materializacion", {}).get("ocurrio")
            for quien in ("oci", "lider", "planeacion")
        }

    def acciones(self) -> Iterator[tuple[str | None, date | None, str]]:
        """De cada una, su estado, su último día y el riesgo de que es."""
        for _, riesgo in self.riesgos:
            for una in riesgo["acciones"]:
                fecha = una.get("fecha_fin")
                dia = fecha and date(*map(int, reversed(fecha.split("/"))))
                yield una.get("estado"), dia, riesgo["referencia"]

    def por_fecha(self, *estados: str | None) -> list[tuple[date, str]]:
        """El último día de cada una de esos estados, y de qué riesgo y de quién es."""
        todas = [
            (una, riesgo["referencia"]) for _, riesgo in self.riesgos for una in riesgo["acciones"]
        ]
        con_dia = [
            (date(*map(int, reversed(una["fecha_fin"].split("/")))), una, referencia)
            for una, referencia in todas
            if una.get("estado") in estados and una.get("fecha_fin")
        ]
        return [
            (
                dia,
                f"{ref}, {f'de {quien}' if (quien := una.get('responsable')) else 'sin responsable'}",
            )
            for dia, una, ref in sorted(con_dia, key=lambda par: par[0])
        ]

    def no_dicen_que_se_hizo(self) -> list[str]:
        """De los que ocurrieron, aquellos de los que no lo dice nadie que no lo niegue."""
        return [
            r["referencia"]
            for _, r in self.riesgos
            if r["referencia"] in self.ocurrieron()["si"]
            and not any(
                s["materializacion"].get("accion") and s["materializacion"].get("ocurrio") != "no"
                for s in r["seguimientos"]
                if s["corte"] == self.corte
            )
        ]

    def altos_sin_seguimiento(self) -> list[str]:
        """Los de las dos zonas más altas que control interno no siguió en el corte."""
        altos = [r["referencia"] for _, r in self.riesgos if self.zona(r, "residual") in ZONAS[2:]]
        return [referencia for referencia in self.sin_seguimiento() if referencia in altos]

    def mal_escritos(self) -> list[str]:
        """Los que tienen escrita una zona que sus niveles no dan, antes o después de controles."""
        return [
            r["referencia"]
            for _, r in self.riesgos
            if any(self._escrita_que_no_cabe(r, cual) for cual in _VARIAS)
        ]

    def altos_sin_acciones(self) -> list[str]:
        """Los de las dos zonas más altas que no tienen ninguna."""
        return [
            r["referencia"]
            for _, r in self.riesgos
            if self.zona(r, "residual") in ZONAS[2:] and not r["acciones"]
        ]

    def sin_seguimiento(self) -> list[str]:
        """Los que control interno no siguió en el corte."""
        return [r["referencia"] for _, r in self.riesgos if not self._del_corte(r, "oci")]
