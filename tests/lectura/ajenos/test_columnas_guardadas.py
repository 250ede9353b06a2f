"""La disposición de una entidad se aprende una vez: se guarda, se revisa y se usa el año siguiente.

Prueba ``api/leida``, ``lectura/ajenos/fechas``, ``lectura/ajenos/guardar``, ``lectura/escondido``,
``lectura/riesgos/rotulos`` y ``lectura/sin_usar``.
"""

import io
import random
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas import libros_ajenos, mapas_ajenos
from ayudas.matrices import Renglones, en_excel, en_word

import paac_reportes as paac
from paac_reportes.cli import main

AGOSTO = date(2026, 8, 31)
MAPAS = ("f1_2018", "f2_v5", "f4_cra", "w1_2021", "w2_2023", "w4_2022")


def leer(documento: io.BytesIO, columnas: Any = None, **pedido: Any) -> Any:
    pedido = {"entidad": "Municipio de M", "corte": AGOSTO, **pedido}
    if isinstance(columnas, str):
        columnas = io.BytesIO(columnas.encode())
        columnas.name = "columnas.yaml"
    return paac.leer(io.BytesIO(documento.getvalue()), columnas=columnas, **pedido)


def guardado(lectura: Any) -> str:
    flujo = io.BytesIO()
    lectura.guardar_columnas(flujo)
    return flujo.getvalue().decode()


def dichos(lectura: Any, codigo: str) -> list[str]:
    return [str(aviso) for aviso in lectura.avisos if aviso.codigo == codigo]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cual", [*libros_ajenos.PLANES, *MAPAS])
def test_con_lo_guardado_se_lee_lo_mismo_y_se_guarda_lo_mismo(cual: str) -> None:
    if cual in MAPAS:
        documento = getattr(mapas_ajenos, cual)()
    else:
        documento = en_excel(libros_ajenos.PLANES[cual].hojas)
    primera = leer(documento)
    archivo = guardado(primera)

    otra = leer(documento, archivo)

    assert otra.contenido == primera.contenido
    assert guardado(otra) == archivo


def test_un_rotulo_que_el_libro_nuevo_repite_no_se_junta_con_el_otro_y_se_dice() -> None:
    rotulos = ["Actividades", "Meta o producto", "Responsable", "Fecha programada"]
    fila = ["Publicar el mapa", "Mapa publicado", "Planeación", "31/01/2026"]
    archivo = guardado(leer(en_excel({"Plan": [rotulos, fila]})))
    repetido = en_excel({"Plan": [[*rotulos, "Responsable"], [*fila, "OTRO"]]})

    lectura = leer(repetido, archivo)

    (suya,) = paac.filas_de(lectura.contenido)
    assert suya["actividad.responsable"] == "Planeación"
    assert suya["actividad.extras.responsable"] == "OTRO"
    assert any("otra columna ya trae actividad.responsable" in str(a) for a in lectura.avisos)


# ------------------------------------------------------------------ disposiciones generadas

DATOS = {
    "codigo": "actividad.codigo",
    "descripcion": "actividad.descripcion",
    "meta": "actividad.meta",
    "indicador": "actividad.indicador",
    "responsable": "actividad.responsable",
    "fecha_programada": "actividad.fecha_programada",
    "riesgo": "actividad.extras.riesgo",
    "rubro": "actividad.extras.rubro",
}
CONOCIDOS = {
    "codigo": ("Ítem", "No.", "Código"),
    "descripcion": ("Actividades", "Actividades programadas", "Actividad a realizar"),
    "meta": ("Meta o producto", "Meta", "Producto"),
    "indicador": ("Indicador", "Indicadores"),
    "responsable": ("Responsable", "Responsables"),
    "fecha_programada": ("Fecha programada", "Fecha de cumplimiento"),
    "riesgo": ("Riesgo asociado",),
    "rubro": ("Rubro",),
}
RAROS = ("Lo que se quiere {}", "Qué toca hacer", "Quién responde", "Cuándo", "Zxw {}", "Ñandú")
VERBOS = ("Publicar", "Revisar", "Socializar", "Actualizar", "Rendir")


class Disposicion:
    """Cómo escribe su matriz una entidad inventada: qué rótulo lleva cada dato, en cada año."""

    def __init__(self, semilla: int, *, raros: int, siempre: Sequence[str] = ()) -> None:
        azar = random.Random(semilla)  # noqa: S311 - no es un secreto
        fijos = ["descripcion", *siempre]
        otros = [campo for campo in DATOS if campo not in fijos]
        self.campos = [*fijos, *azar.sample(otros, azar.randint(3, 4))]
        azar.shuffle(self.campos)
        self.rotulos = {campo: azar.choice(CONOCIDOS[campo]) for campo in self.campos}
        torcidos = azar.sample([c for c in self.campos if c not in fijos or not siempre], raros)
        self.rotulos |= dict(zip(torcidos, azar.sample(RAROS, len(torcidos)), strict=True))
        self.hojas = azar.sample(["Riesgos", "Trámites y más", "Rendición", "Transparencia"], 2)
        self.azar = azar

    def filas(self) -> dict[str, list[dict[str, str]]]:
        return {
            hoja: [
                {
                    campo: f"{n}.{m}" if campo == "codigo" else self._texto(campo, n, m)
                    for campo in self.campos
                }
                for m in range(1, self.azar.randint(3, 6))
            ]
            for n, hoja in enumerate(self.hojas, 1)
        }

    def _texto(self, campo: str, n: int, m: int) -> str:
        if campo == "descripcion":
            return f"{self.azar.choice(VERBOS)} el documento {n}-{m} de la entidad"
        if campo == "fecha_programada":
            return f"{self.azar.randint(1, 28):02d}/{self.azar.randint(1, 12):02d}/2026"
        return f"Algo {n}, {m} y {self.azar.randint(0, 999)} de ello"

    def libro(
        self,
        filas: Mapping[str, Sequence[Mapping[str, str]]],
        ano: int,
        *,
        campos: Sequence[str] = (),
        nombres: Sequence[str] = (),
    ) -> io.BytesIO:
        orden = campos or self.campos
        hojas: dict[str, Renglones] = {}
        for nombre, suyas in zip(nombres or self.hojas, filas.values(), strict=True):
            rotulos = [self.rotulos[campo].format(ano) for campo in orden]
            hojas[nombre] = [
                [f"PLAN ANTICORRUPCIÓN {ano}", *[None] * (len(orden) - 1)],
                rotulos,
                *([fila[campo] for campo in orden] for fila in suyas),
            ]
        return en_excel(hojas)


def que_dice(lectura: Any) -> list[dict[str, Any]]:
    """De cada actividad, en orden, lo que quedó en cada dato."""
    filas = (fila for _, una in lectura.contenido.tablas() for fila in una.filas())
    return [
        {
            campo: fila.extras.get(campo) if "extras" in dato else getattr(fila, campo)
            for campo, dato in DATOS.items()
        }
        for fila in filas
    ]


def que_debe(filas: Mapping[str, Sequence[Mapping[str, str]]]) -> list[dict[str, Any]]:
    return [
        {campo: fila.get(campo) for campo in DATOS} for suyas in filas.values() for fila in suyas
    ]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("semilla", range(25))
def test_sobre_disposiciones_generadas_leer_guardar_y_leer_da_lo_mismo(semilla: int) -> None:
    una = Disposicion(semilla, raros=semilla % 3, siempre=("meta", "responsable"))
    documento = una.libro(una.filas(), 2026)
    primera = leer(documento)

    otra = leer(documento, guardado(primera))

    assert otra.contenido == primera.contenido


@pytest.mark.una_de_cada
@pytest.mark.parametrize("semilla", range(25))
def test_lo_que_la_persona_corrige_vale_el_ano_siguiente_en_otro_orden_y_otras_hojas(
    semilla: int,
) -> None:
    una = Disposicion(100 + semilla, raros=semilla % 4)
    corregido = "disposicion: plan\ncolumnas:\n" + "".join(
        f'  "{una.rotulos[campo].format(2026)}": {DATOS[campo]}\n' for campo in una.campos
    )
    # Lo que la persona corrigió vuelve a guardarse igual, y con el año de ahora.
    este = leer(una.libro(filas := una.filas(), 2026), corregido)
    assert que_dice(este) == que_debe(filas)
    archivo = guardado(este)

    nuevas = una.filas()
    movidos = una.azar.sample(una.campos, len(una.campos))
    del_ano = una.libro(nuevas, 2027, campos=movidos, nombres=["Uno nuevo", "Otro nuevo"])
    siguiente = leer(del_ano, archivo, corte=date(2027, 8, 31))

    assert que_dice(siguiente) == que_debe(nuevas)
    assert not dichos(siguiente, "rotulo_retirado")


# ------------------------------------------------------------------ lo que no se ve de un golpe

MATRIZ = [
    ["PLAN ANTICORRUPCIÓN 2026", None, None, None, None],
    "Actividades|Meta 2025|Meta 2026|Responsable|Rubro",
    "Publicar el mapa|Vieja|Nueva|Planeación|2.1",
    "Rendir cuentas|Vieja dos|Nueva dos|Despacho|2.2",
]


def test_de_dos_rotulos_que_solo_difieren_en_el_ano_no_se_adivina_y_se_dice() -> None:
    archivo = (
        "disposicion: plan\ncolumnas:\n  Actividades: actividad.descripcion\n"
        "  Meta 2025: actividad.extras.anterior\n  Meta 2026: actividad.meta\n"
        "  Responsable: actividad.responsable\n"
    )
    del_ano = [
        ["PLAN ANTICORRUPCIÓN 2027", None, None, None, None],
        "Actividades|Meta 2027|Responsable|Meta 2026|Rubro",
        "Publicar el mapa|La de hoy|Planeación|La de antes|2.1",
        "Rendir cuentas|Otra de hoy|Despacho|Otra de antes|2.2",
    ]

    lectura = leer(en_excel({"Hoja1": del_ano}), archivo)

    (fila, _) = (f for _, c in lectura.contenido.tablas() for f in c.filas())
    assert (fila.meta, fila.extras["meta_2026"]) == ("La de hoy", "La de antes")
    assert [dicho.partition(")")[0] for dicho in dichos(lectura, "rotulo_retirado")] == [
        "columnas: ninguna tabla trae ya «Meta 2025» (actividad.extras.anterior",
        "columnas: ninguna tabla trae ya «Meta 2026» (actividad.meta",
    ]


def test_el_rotulo_que_ya_no_esta_se_dice_y_lo_demas_se_lee() -> None:
    archivo = guardado(leer(en_excel({"Hoja1": MATRIZ})))
    sin_el = [MATRIZ[0], "Actividades|Meta 2025|Meta 2026|Respons. del área|Rubro", *MATRIZ[2:]]

    lectura = leer(en_excel({"Hoja1": sin_el}), archivo)

    assert dichos(lectura, "rotulo_retirado") == [
        "columnas: ninguna tabla trae ya «Responsable» (actividad.responsable); revíselo en el"
        " archivo"
    ]
    (fila, _) = (f for _, c in lectura.contenido.tablas() for f in c.filas())
    assert fila.descripcion == "Publicar el mapa"


def test_la_duda_se_vuelve_a_decir_mientras_nadie_quite_su_renglon() -> None:
    primera = leer(en_excel({"Hoja1": MATRIZ}))
    archivo = guardado(primera)
    assert '  "Rubro": "no se parece a ningún dato; 2 celdas quedaron en extras.rubro"' in archivo
    revisado = archivo.partition("\n# Lo que se dudó")[0]

    assert [d for d in leer(en_excel({"Hoja1": MATRIZ}), archivo).dudas if "«Rubro»" in d.mensaje]
    assert not leer(en_excel({"Hoja1": MATRIZ}), revisado).dudas


def test_lo_que_en_una_hoja_es_otra_cosa_va_aparte_y_si_la_hoja_ya_no_esta_se_dice() -> None:
    hojas = {
        "Riesgos": ["Actividades|Meta|Avance", "Publicar el mapa|Una|50 %", "Ver|Dos|20 %"],
        "Cuentas": ["Actividades|Producto|Avance", "Rendir cuentas|Tres|Se rindió", "Oír|4|Nada"],
    }
    encima = [["PLAN ANTICORRUPCIÓN 2026", None, None]]
    columnas = {"hoja «Cuentas»": {"Avance": "seguimiento.texto"}, "Avance": "seguimiento.avance"}
    primera = leer(en_excel({n: [*encima, *h] for n, h in hojas.items()}), columnas)
    archivo = guardado(primera)
    assert 'hojas:\n  "hoja «Cuentas»":\n    "Avance": seguimiento.texto  #' in archivo
    assert leer(en_excel({n: [*encima, *h] for n, h in hojas.items()}), archivo).contenido == (
        primera.contenido
    )

    renombradas = {"Riesgos": hojas["Riesgos"], "Rendición de cuentas": hojas["Cuentas"]}
    otra = leer(en_excel({n: [*encima, *h] for n, h in renombradas.items()}), archivo)

    assert dichos(otra, "rotulo_retirado") == [
        "columnas, hoja «Cuentas»: ninguna tabla trae ya «Avance» (seguimiento.texto); revíselo en"
        " el archivo"
    ]


def test_el_corte_que_se_dijo_a_mano_es_del_mismo_dia_de_la_otra_vigencia() -> None:
    hoja = [
        ["PLAN ANTICORRUPCIÓN 2026", None, None],
        "Actividades|Meta|Hallazgo",
        "Publicar el mapa|Una|Se publicó",
    ]
    primera = leer(en_excel({"H": hoja}), {"Hallazgo": "seguimiento.texto@2026-04-30"}, corte=None)
    archivo = guardado(primera)
    assert '  "Hallazgo": seguimiento.texto@04-30' in archivo

    del_ano = [["PLAN ANTICORRUPCIÓN 2027", None, None], *hoja[1:]]
    otra = leer(en_excel({"H": del_ano}), archivo, corte=None)

    assert otra.contenido.cortes() == (date(2027, 4, 30),)


def test_dos_columnas_que_se_llaman_igual_se_distinguen_por_su_puesto() -> None:
    hoja = [
        ["PLAN ANTICORRUPCIÓN 2026", *[None] * 3],
        "Actividades|Responsable|Meta|Responsable",
        "Publicar el mapa|Planeación|Una|Un apoyo",
    ]
    archivo = guardado(leer(en_excel({"H": hoja})))

    assert '  "Responsable (1.ª)": actividad.responsable' in archivo
    assert '  "Responsable (2.ª)": extras' in archivo


FECHAS = [
    ["PLAN ANTICORRUPCIÓN 2026", None, None],
    "Actividades|Responsable|Fecha programada",
    "Publicar el mapa|Planeación|12/25/2026",
    "Rendir cuentas|Despacho|entre 03/04/2026 y 05/06/2026",
    "Socializar el código|Talento Humano|En mayo",
]


def test_el_orden_de_las_fechas_se_guarda_y_se_corrige() -> None:
    primera = leer(en_excel({"H": FECHAS}))
    archivo = guardado(primera)
    assert 'fechas:\n  "Fecha programada": día/mes/año\n' in archivo
    assert dichos(primera, "columna_dudosa") == [
        "hoja «H», columna C: «Fecha programada» trae '12/25/2026', que sólo es un día con el mes"
        " primero, y quedó así; si todas van así, en el archivo de columnas (guardar_columnas,"
        " --guardar-columnas) ponga «fechas: mes/día/año»"
    ]

    otra = leer(
        en_excel({"H": FECHAS}),
        archivo.replace("año\n\n", "año\n").replace(
            'programada": día/mes/año', 'programada": mes/día/año'
        ),
    )

    filas = [f for _, c in otra.contenido.tablas() for f in c.filas()]
    assert [fila.fecha_programada for fila in filas] == [
        "25/12/2026",
        "entre 04/03/2026 y 06/05/2026",
        "En mayo",
    ]
    assert (
        "hoja «H», columna C: «Fecha programada»: sus fechas llevan el mes primero; quedaron"
        " día/mes/año" in dichos(otra, "dato_supuesto")
    )
    assert '  "Fecha programada": mes/día/año\n' in guardado(otra)


# ------------------------------------------------------------------ archivos que no sirven


@pytest.mark.parametrize(
    ("archivo", "dice"),
    [
        ("", "está vacío"),
        ("columnas: [mal", "columnas.yaml: línea 1"),
        ("- uno\n- dos\n", "se esperaba un objeto {columna: dato}"),
        ("disposicion: plan\n", "columnas: columnas: no dice nada de ninguna columna"),
        ("version_contrato: 1\nentidad: {nombre: M}\n", "son los datos de un plan o de un mapa"),
        (
            "disposicion: pan\ncolumna: {}\ncolumnas: {Meta: actividad.mta}\nfechas: {Fin: mm/dd}\n",
            "columnas: columna: no se conoce la clave; la más parecida es 'columnas'\n"
            "columnas: disposicion: se esperaba plan o mapa, llegó 'pan'\n"
            "columnas: columnas, «Meta»: no existe el dato 'actividad.mta'; el más parecido es"
            " 'actividad.meta'\n"
            "columnas: fechas, «Fin»: se esperaba día/mes/año o mes/día/año, llegó 'mm/dd'",
        ),
    ],
)
def test_un_archivo_que_no_sirve_dice_por_que(archivo: str, dice: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(en_excel({"Hoja1": MATRIZ}), archivo)

    assert dice in str(error.value)


def test_con_la_disposicion_de_otro_y_sin_una_matriz_se_dice_que_no_estaba() -> None:
    otra = en_excel({"H": ["Placa|Serial|Marca|Estado", "1|2|3|Bueno"]})

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(otra, "columnas:\n  Qué hacer: actividad.descripcion\n")

    assert str(error.value).splitlines()[-1] == (
        "columnas: ninguna tabla trae ya «Qué hacer» (actividad.descripcion); revíselo en el"
        " archivo"
    )


def test_de_lo_que_se_leyo_en_un_formato_no_hay_columnas_que_guardar(tmp_path: Path) -> None:
    plan = paac.leer_plan("ejemplos/informe_trimestral/plan.yaml")
    corte = date(2023, 9, 30)
    paac.generar(plan, "ptep-seguimiento", tmp_path / "i.docx", corte=corte)
    destino = tmp_path / "c.yaml"

    with pytest.raises(paac.ErrorDeEntrada, match="está en ptep-seguimiento, y ya se sabe"):
        paac.leer(tmp_path / "i.docx", plan=plan).guardar_columnas(destino)

    with pytest.raises(paac.ErrorDeEntrada, match="no es de otro, y ya se sabe"):
        paac.leer("ejemplos/informe_trimestral/plan.yaml").guardar_columnas(destino)
    assert not destino.exists()


# ------------------------------------------------------------------ la orden


def test_la_orden_las_guarda_y_las_usa(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "m.docx").write_bytes(
        en_word("Municipio de M", ["Actividad|Meta|Responsable|Riesgo", "Ver|Una|A|X"]).getvalue()
    )
    pedido = ["leer", str(tmp_path / "m.docx"), "--salida", str(tmp_path / "d.json")]

    assert main(pedido) == 0
    assert "una duda de columnas: --guardar-columnas F.yaml" in capsys.readouterr().out
    assert main([*pedido, "--guardar-columnas", str(tmp_path / "c.yaml")]) == 0
    assert str(tmp_path / "c.yaml") in capsys.readouterr().out.splitlines()
    primera = (tmp_path / "d.json").read_bytes()

    assert main([*pedido, "--columnas", str(tmp_path / "c.yaml")]) == 0
    assert (tmp_path / "d.json").read_bytes() == primera


@pytest.mark.integracion
def test_la_orden_no_escribe_nada_si_no_hay_columnas_que_guardar(tmp_path: Path) -> None:
    libro = tmp_path / "plan.xlsx"
    plan = paac.leer_plan("ejemplos/informe_trimestral/plan.yaml")
    paac.guardar(plan, libro)
    assert openpyxl.load_workbook(libro).sheetnames

    codigo = main(
        [
            *("leer", str(libro), "--salida", str(tmp_path / "d.json")),
            *("--guardar-columnas", str(tmp_path / "c.yaml")),
        ]
    )

    assert codigo == 1
    assert not (tmp_path / "d.json").exists()
    assert not (tmp_path / "c.yaml").exists()


def test_un_libro_donde_va_el_archivo_de_columnas_se_dice(tmp_path: Path) -> None:
    libro = tmp_path / "m.xlsx"
    libro.write_bytes(en_excel({"Hoja1": MATRIZ}).getvalue())

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(libro, columnas=libro, entidad="M")

    assert str(error.value) == f"{libro}: es un .xlsx, y aquí va un archivo de datos: JSON o YAML"


@pytest.mark.parametrize(
    "rotulo",
    [
        "No",
        "null",
        "Rubro: «el 2.1» # no",
        '"Entre comillas"',
        "- x",
        "{a}: b",
        "~",
        "Ñ" * 40,
        "muy largo " * 130,
    ],
)
def test_cualquier_rotulo_vuelve_del_archivo(rotulo: str) -> None:
    hoja: Renglones = [
        ["PLAN ANTICORRUPCIÓN 2026", None, None, None],
        ["Actividades", "Responsable", "Meta", rotulo],
        "Publicar el mapa|Planeación|Una|Dos",
    ]
    primera = leer(en_excel({"H": hoja}))

    otra = leer(en_excel({"H": hoja}), guardado(primera))

    assert otra.contenido == primera.contenido
    assert not dichos(otra, "rotulo_retirado")
