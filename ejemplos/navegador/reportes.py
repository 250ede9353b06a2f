"""Lo que la página le pide a la biblioteca; corre igual dentro del navegador y fuera de él.

Nada de aquí sabe de páginas: entran bytes y textos, y salen bytes y textos.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

import paac_reportes as paac

INFORME = "informe-seguimiento"
_CSV = "text/csv;charset=utf-8"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SE_LLAMA = {
    "xlsx": "el Excel",
    "csv": "el CSV",
    "docx": "el Word",
    "informe": "el informe",
    "libro": "el libro del plan",
}
Archivo = tuple[str, bytes]
"""Su nombre y lo que trae."""
Dicho = dict[str, Any]
_Hacer = Callable[[str], tuple[Dicho, Iterable[paac.Aviso]]]


class _Flujo(io.BytesIO):
    """Unos bytes con nombre: por él se sabe si son un JSON o un YAML, y así se nombran."""

    def __init__(self, archivo: Archivo) -> None:
        nombre, contenido = archivo
        super().__init__(bytes(contenido))
        self.name = nombre


class Mesa:
    """Lo que la persona tiene entre manos: el plan que soltó, y lo que se le dijo de él."""

    def __init__(self, word: bool = False) -> None:  # noqa: FBT001, FBT002 - lo dice la página
        """``word`` es si está lo que hace falta para escribirlo."""
        self._tipos = ("docx", "xlsx", "csv") if word else ("xlsx", "csv")
        self._contenido: Any = None
        self._lugares: Mapping[str, str] = {}
        self._avisos: list[dict[str, str]] = []
        self._consolidacion: list[Dicho] = []

    def leer(self, plan: Archivo, libros: Iterable[Archivo] = (), **pedido: str) -> Dicho:
        """Lee un plan y, si llegan, reúne en él los libros de las oficinas.

        ``pedido`` es lo que el documento de otro puede no decir: ``entidad``, ``vigencia`` y
        ``corte``. Da lo que se leyó, los formatos en que sale y lo que conviene revisar; o las
        fallas, y entonces no queda nada leído.
        """
        self._contenido, self._lugares, self._consolidacion = None, {}, []
        frases: list[str] = []
        try:
            leida = paac.leer(_Flujo(plan), como=None, **_dichas(pedido))
            contenido, avisos = leida.contenido, _dichos(leida.avisos)
            if flujos := [_Flujo(uno) for uno in libros]:
                reunion = paac.reunir(flujos, base=contenido)
                contenido, frases = reunion.contenido, [*reunion.frases()]
                avisos += _dichos([f for uno in reunion.rechazados for f in uno.fallas])
                avisos += _dichos(reunion.avisos)
                self._consolidacion = [_consolidacion(reunion)]
        except paac.ErrorPaac as error:
            return _con_lista({"fallas": _dichos(error.fallas), "avisos": []})
        self._contenido, self._lugares = contenido, leida.lugares
        avisos += self._nuevos(paac.revisar(contenido).avisos, avisos)
        self._avisos = avisos
        return _con_lista(
            {
                "fallas": [],
                "entidad": contenido.entidad.nombre,
                "vigencia": contenido.vigencia,
                "frases": frases,
                "cortes": [corte.isoformat() for corte in contenido.cortes()],
                "formatos": _formatos(contenido),
                "formato": leida.formato,
                "avisos": avisos,
            }
        )

    def hacer(self, formato: str, corte: str = "", *, publico: bool = False) -> Dicho:
        """Los archivos de lo leído en un formato; o las fallas, y ninguno.

        La página web siempre cabe: si de ella no se puede, de ninguno. Si de otro no (un plan tan
        grande que su Excel no se leería de vuelta), los demás salen, y por qué no salió se dice.
        """
        del_corte = date.fromisoformat(corte) if corte else None
        hechos, avisos, fallas = [], [*self._avisos], []
        try:
            pedido = paac.reporte(self._contenido, formato, corte=del_corte)
            pedido = pedido.publico() if publico else pedido
            pagina, suyos = _emitido("html", pedido.emitir("html"))
        except paac.ErrorPaac as error:
            return _con_lista({"fallas": _dichos(error.fallas), "avisos": [], "archivos": []})
        hechos.append(pagina)
        avisos += self._nuevos(suyos, avisos)
        for clase, hacer in self._por_hacer(pedido, del_corte):
            try:
                archivo, suyos = hacer(clase)
            except paac.ErrorPaac as error:
                fallas += _dichos(error.fallas, f"{_SE_LLAMA[clase]}, que no salió")
            else:
                hechos.append(archivo)
                avisos += self._nuevos(suyos, avisos)
        archivos = [*hechos, *(() if publico else self._consolidacion)]
        return _con_lista({"fallas": [], "avisos": [*fallas, *avisos], "archivos": archivos})

    def _nuevos(
        self, dichos: Iterable[paac.Aviso], ya: list[dict[str, str]]
    ) -> list[dict[str, str]]:
        """Los que no se habían dicho, cada uno en su celda o con su oficina y su actividad."""
        vistos = {tuple(uno.values()) for uno in ya}
        nuevos: dict[tuple[str, ...], dict[str, str]] = {}
        for uno in dichos:
            lugar = self._lugares.get(uno.ruta) or str(paac.donde(self._contenido, uno.ruta))
            (dicho,) = _dichos([attrs.evolve(uno, ruta=lugar)])
            if (clave := tuple(dicho.values())) not in vistos:
                nuevos[clave] = dicho
        return [*nuevos.values()]

    def _por_hacer(self, pedido: Any, corte: date | None) -> Iterator[tuple[str, _Hacer]]:
        """Cada archivo que sigue a la página web, por su clase, con quien lo hace."""
        for tipo in self._tipos:
            yield tipo, lambda tipo: _emitido(tipo, pedido.emitir(tipo))
        publico = isinstance(pedido, paac.tipos.ReportePublico)
        if isinstance(self._contenido, paac.Plan) and pedido.formato.codigo != INFORME:
            yield "informe", lambda clase: _emitido(clase, self._informe(corte, publico=publico))
        if not publico:  # lleva correos, cédulas y notas
            yield "libro", lambda _: _libro(self._contenido)

    def _informe(self, corte: date | None, *, publico: bool) -> paac.tipos.Emision:
        informe = paac.reporte(self._contenido, INFORME, corte=corte)
        return (informe.publico() if publico else informe).emitir("html")


def calentar() -> None:
    """Carga lo que se va a usar, mientras la persona escoge su archivo."""
    seguido = {"corte": "2026-12-31", "texto": "Se hizo."}
    actividad = {"descripcion": "Una", "seguimientos": [seguido]}
    subcomponente = {"nombre": "Uno", "actividades": [actividad]}
    datos = {
        "entidad": {"nombre": "Una"},
        "vigencia": 2026,
        "componentes": [{"numero": 1, "nombre": "Uno", "subcomponentes": [subcomponente]}],
    }
    libro, _ = _libro(paac.desde_datos(datos).contenido)
    mesa = Mesa()
    mesa.leer((libro["nombre"], libro["contenido"]))
    mesa.hacer("ptep-seguimiento")


def _dichas(pedido: Mapping[str, str]) -> dict[str, Any]:
    """Lo que se escribió, con su tipo; lo que quedó en blanco no se pide."""
    como: dict[str, Any] = {"entidad": str, "vigencia": int, "corte": date.fromisoformat}
    return {clave: como[clave](dicho) for clave, dicho in pedido.items() if dicho.strip()}


def _consolidacion(reunion: Any) -> Dicho:
    flujo = _Flujo(("consolidacion.xlsx", b""))
    reunion.guardar(flujo)
    return _archivo("consolidacion", flujo.name, flujo.getvalue(), _EXCEL)


def _libro(contenido: Any) -> tuple[Dicho, Iterable[paac.Aviso]]:
    """Lo leído como su libro de Excel, para corregirlo y soltarlo otra vez."""
    flujo = io.BytesIO()
    guardado = paac.guardar_datos(contenido, flujo, tipo="xlsx")
    return _archivo("libro", "plan.xlsx", flujo.getvalue(), _EXCEL), guardado.avisos


def _emitido(clase: str, emision: paac.tipos.Emision) -> tuple[Dicho, Iterable[paac.Aviso]]:
    hecho = _archivo(clase, emision.nombre, emision.contenido, emision.tipo_mime)
    return hecho, emision.avisos


def _formatos(contenido: Any) -> list[Dicho]:
    """Los del catálogo que muestran lo leído, cada uno una vez."""
    de = "plan" if isinstance(contenido, paac.Plan) else "mapa"
    nombres = {ficha.codigo: ficha.nombre for ficha in paac.formatos_disponibles()}
    hallados = []
    for codigo, nombre in nombres.items():
        try:
            suyo = paac.reporte(contenido, codigo).formato
        except paac.ErrorPaac:  # de un mapa solo, los que piden el plan
            continue
        if suyo.de == de:
            hallados.append({"codigo": codigo, "nombre": nombre})
    return hallados


def _archivo(clase: str, nombre: str, contenido: bytes, tipo: str) -> Dicho:
    return {"clase": clase, "nombre": nombre, "tipo": tipo, "contenido": contenido}


def _dichos(dichos: Iterable[paac.Falla | paac.Aviso], de: str = "") -> list[dict[str, str]]:
    """Cada uno con su lugar; ``de`` es de qué son, si no son de lo que se leyó."""
    return [
        {
            "lugar": ": ".join(filter(None, (de, uno.ruta))),
            "mensaje": uno.mensaje,
            "codigo": uno.codigo,
        }
        for uno in dichos
    ]


def _con_lista(dicho: Dicho) -> Dicho:
    """Lo mismo, con la lista de lo que hay que mirar como archivo, si hay algo.

    Es para Excel: con punto y coma, y sin que una celda pueda ser una fórmula.
    """
    por_mirar = dicho["fallas"] or dicho["avisos"]
    renglones = [("Lugar", "Qué revisar", "Código")]
    renglones += [(uno["lugar"], uno["mensaje"], uno["codigo"]) for uno in por_mirar]
    texto = "".join(";".join(map(_en_csv, renglon)) + "\r\n" for renglon in renglones)
    lista = _archivo("lista", "por-corregir.csv", f"\ufeff{texto}".encode(), _CSV)
    return dicho | {"lista": [lista] if por_mirar else []}


def _en_csv(texto: str) -> str:
    guardado = f"'{texto}" if texto[:1] in {"=", "+", "-", "@", "\t"} else texto
    return '"' + guardado.replace('"', '""') + '"'
